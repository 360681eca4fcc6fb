using StoryVideo.Media;

namespace StoryVideo.Cutting.Pictures;

/// <summary>Decides what the frames of a film are: the shape of the most frames, so that the fewest are made again.</summary>
internal static class FilmLook
{
    /// <summary>The number that parameter sets of frames made here have; clips that use it themselves are made again.</summary>
    public const int OwnParameterSet = 1;

    private const int DefaultWidth = 1920;
    private const int DefaultHeight = 1080;

    /// <param name="sources">All entries.</param>
    public static FilmShape Of(IReadOnlyList<SourcePicture> sources)
    {
        SourcePicture? model = sources.Where(static s => s.Coded is { Configuration: { IsPlain: true } plain } && !plain.Uses(OwnParameterSet))
            .GroupBy(static s => s.Coded!.Kind, StringComparer.Ordinal)
            .MaxBy(static g => g.Sum(static s => s.Length))
            ?.First();
        SourcePicture? largest = sources.Where(static s => s.Width > 0)
            .GroupBy(static s => (s.Width, s.Height))
            .MaxBy(static g => g.Sum(static s => s.Length))
            ?.First();
        if (model is not null && (model.Width, model.Height) == (largest!.Width, largest.Height))
        {
            return new FilmShape(model.Width, model.Height, model.Coded!.Kind, ColourInfo.Unknown);
        }

        // libx264 takes even sides only.
        return largest is null
            ? new FilmShape(DefaultWidth, DefaultHeight, null, ColourInfo.Unknown)
            : new FilmShape(largest.Width & ~1, largest.Height & ~1, null, ColourInfo.Unknown);
    }
}
