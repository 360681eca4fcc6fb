using System.Globalization;

namespace StoryVideo.Planning;

/// <summary>What an operator asks of the speech of a run.</summary>
public sealed record SpeechOptions : AssetOptions
{
    /// <summary>What a take remembers of the clip that it is to fit, in seconds.</summary>
    public const string ClipSecondsName = "clipSeconds";

    /// <summary>The length of a clip as a take remembers it.</summary>
    public static IReadOnlyDictionary<string, string> ParametersOf(double clipSeconds) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [ClipSecondsName] = clipSeconds.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
