using StoryVideo.Cutting;
using StoryVideo.Cutting.Inspection;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Checks;

/// <summary>Takes stills out of the clips of shots; free, and the clips stay as they are.</summary>
public sealed class TakeShotFrames
{
    private readonly Studio _studio;
    private readonly FrameExtractor _frames;

    /// <exception cref="CutException">This machine has no ffmpeg.</exception>
    public TakeShotFrames(Studio studio)
    {
        _studio = studio;
        _frames = new FrameExtractor(LocalFfmpeg.Get(studio.Settings));
    }

    /// <param name="shot">The shot.</param>
    /// <param name="count">How many frames, the first and the last among them.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="RunRefusedException">The shot has no clip.</exception>
    /// <exception cref="CutException">Its clip cannot be decoded.</exception>
    public async Task<IReadOnlyList<ShotFrame>> RunAsync(StoryShot shot, int count, CancellationToken cancellationToken)
    {
        AssetPath clip = _studio.FindClip(shot)
            ?? throw new RunRefusedException(
                "clips-missing",
                $"{shot.StoryTitle} {shot.Address} has no clip on disk. Make it with New-ShotVideo (storyvideo run create-shot-video).");
        IReadOnlyList<(int Frame, string Path)> made = await _frames.ExtractAsync(
            _studio.Assets.Resolve(clip),
            count,
            (place, of) => _studio.Assets.Resolve(AssetNames.Frame(shot.Address, NameOf(place, of))),
            cancellationToken);
        return [.. made.Select((f, i) => new ShotFrame(shot.StoryId, shot.SceneletId, shot.ShotIndex, NameOf(i, made.Count), f.Frame, f.Path))];
    }

    private static string NameOf(int place, int of) =>
        place == 0 ? "first" : place == of - 1 ? "last" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{place + 1}-of-{of}");
}
