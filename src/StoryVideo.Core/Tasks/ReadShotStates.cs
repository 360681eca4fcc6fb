using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Tells how the shots of a story stand. Reads only.</summary>
public sealed class ReadShotStates
{
    private readonly Studio _studio;

    public ReadShotStates(Studio studio) => _studio = studio;

    public async IAsyncEnumerable<ShotState> ReadAsync(
        Story story, ShotFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TakeHistory history = await TakeHistory.ReadAsync(_studio.Ledger, story.Id, cancellationToken);
        await foreach (StoryShot shot in _studio.Stories.ReadShotsAsync(story, filter.Wants, cancellationToken))
        {
            if (filter.Wants(shot.ShotIndex))
            {
                yield return StateOf(shot, history.Of(AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex)));
            }
        }
    }

    private ShotState StateOf(StoryShot shot, TakeHistory.Past past)
    {
        string? file = AssetPath.TryParse(shot.VideoFilePath, out AssetPath? path, out _) && _studio.Assets.Exists(path)
            ? _studio.Assets.Resolve(path)
            : null;
        (string state, Take? take) = past switch
        {
            { Live: { } live } => (live.State.Name(), live),
            _ when file is not null => (
                past.Selected?.Provider == VideoProviders.Rehearsal ? "rehearsed" : "done", past.Selected),
            { Latest: { State: not TakeState.Succeeded } latest } => (latest.State.Name(), latest),
            _ => ("missing", past.Selected),
        };
        return new ShotState { Shot = shot, State = state, Take = take, File = file };
    }
}
