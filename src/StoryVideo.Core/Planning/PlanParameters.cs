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
    private const string Correction = "correction";

    public static IReadOnlyDictionary<string, string> Of(PlanOptions options)
    {
        Dictionary<string, string> parameters = new(Of(options.Format), StringComparer.Ordinal)
        {
            [ExcludeKeyFrame] = options.ExcludeKeyFrame ? "true" : "false",
            [Compact] = options.Compact ? "true" : "false",
        };
        if (options.Correction is { } correction)
        {
            parameters[Correction] = correction;
        }

        return parameters;
    }

    /// <summary>Whether a take corrects an earlier one.</summary>
    public static bool IsCorrection(IReadOnlyDictionary<string, string> parameters) => parameters.ContainsKey(Correction);

    /// <summary>A clip's format alone.</summary>
    public static IReadOnlyDictionary<string, string> Of(VideoFormat format) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [AspectRatio] = format.AspectRatio,
        [Resolution] = format.Resolution,
        [Duration] = format.DurationSeconds.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The format that was asked for; null where it was not recorded whole.</summary>
    public static VideoFormat? FormatOf(IReadOnlyDictionary<string, string> parameters) =>
        parameters.ContainsKey(AspectRatio) && parameters.ContainsKey(Resolution) && parameters.ContainsKey(Duration)
            ? FormatOf(parameters, VideoFormat.Default)
            : null;

    /// <summary>The options with what a take remembers; what it does not know stays as it is.</summary>
    public static PlanOptions Restore(PlanOptions options, IReadOnlyDictionary<string, string> parameters) => options with
    {
        Format = FormatOf(parameters, options.Format),
        ExcludeKeyFrame = parameters.GetValueOrDefault(ExcludeKeyFrame) == "true",
        Compact = parameters.GetValueOrDefault(Compact) == "true",
        Correction = parameters.GetValueOrDefault(Correction),
    };

    private static VideoFormat FormatOf(IReadOnlyDictionary<string, string> parameters, VideoFormat otherwise) => new(
        parameters.GetValueOrDefault(AspectRatio, otherwise.AspectRatio),
        parameters.GetValueOrDefault(Resolution, otherwise.Resolution),
        int.TryParse(parameters.GetValueOrDefault(Duration), CultureInfo.InvariantCulture, out int seconds)
            ? seconds
            : otherwise.DurationSeconds);
}
