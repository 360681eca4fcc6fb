using System.Globalization;
using StoryVideo.Catalog;

namespace StoryVideo.Planning;

/// <summary>
/// The options of a plan as a take remembers them: with them the same plan can be made again, and only what has changed in
/// the story shows as changed.
/// </summary>
public static class PlanParameters
{
    private const string AspectRatio = "aspectRatio";
    private const string Resolution = "resolution";
    private const string Duration = "durationSeconds";
    private const string ExcludeKeyFrame = "excludeKeyFrame";
    private const string Compact = "compact";

    public static IReadOnlyDictionary<string, string> Of(PlanOptions options) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [AspectRatio] = options.Format.AspectRatio,
        [Resolution] = options.Format.Resolution,
        [Duration] = options.Format.DurationSeconds.ToString(CultureInfo.InvariantCulture),
        [ExcludeKeyFrame] = options.ExcludeKeyFrame ? "true" : "false",
        [Compact] = options.Compact ? "true" : "false",
    };

    /// <summary>The length that was asked for, in seconds; null where it was not recorded.</summary>
    public static int? SecondsOf(IReadOnlyDictionary<string, string> parameters) =>
        int.TryParse(parameters.GetValueOrDefault(Duration), CultureInfo.InvariantCulture, out int seconds) ? seconds : null;

    /// <summary>The options with what a take remembers; what it does not know stays as it is.</summary>
    public static PlanOptions Restore(PlanOptions options, IReadOnlyDictionary<string, string> parameters) => options with
    {
        Format = new VideoFormat(
            parameters.GetValueOrDefault(AspectRatio, options.Format.AspectRatio),
            parameters.GetValueOrDefault(Resolution, options.Format.Resolution),
            int.TryParse(parameters.GetValueOrDefault(Duration), CultureInfo.InvariantCulture, out int seconds)
                ? seconds
                : options.Format.DurationSeconds),
        ExcludeKeyFrame = parameters.GetValueOrDefault(ExcludeKeyFrame) == "true",
        Compact = parameters.GetValueOrDefault(Compact) == "true",
    };
}
