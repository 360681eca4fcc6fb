using System.Globalization;
using StoryVideo.Ledger;
using StoryVideo.References;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Cli.Output;

/// <summary>The words of the results: the same in tables and in JSON.</summary>
internal static class Words
{
    public static string Of(AssetStatus status) => status.ToString().ToLowerInvariant();

    public static string Of(RepairStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>A score as people compare them.</summary>
    public static string Score(double? score) => score?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    public static string Of(AssetKind kind) => kind switch
    {
        AssetKind.ModelSheet => "modelSheet",
        AssetKind.EnvironmentReference => "environmentReference",
        AssetKind.KeyFrame => "keyFrame",
        AssetKind.Audio => "audio",
        AssetKind.Check => "check",
        _ => "video",
    };

    public static string Of(FindingSeverity severity) => severity.ToString().ToLowerInvariant();

    public static string Of(ReferenceRole role) => role switch
    {
        ReferenceRole.Character => "character",
        ReferenceRole.Environment => "environment",
        _ => "keyFrame",
    };

    /// <summary>US dollars and cents; what is not known is said to be so.</summary>
    public static string Dollars(decimal? usd) =>
        usd is { } amount ? string.Create(CultureInfo.InvariantCulture, $"${amount:0.00#}") : "unknown";

    /// <summary>A verdict in short: <c>0.62 The lamp changes its colour.</c></summary>
    public static string Short(Verdict verdict) =>
        string.Create(CultureInfo.InvariantCulture, $"{verdict.Score:0.00} {(verdict.Issues.Count > 0 ? verdict.Issues[0] : "")}").TrimEnd();

    /// <summary>The same, with a word where the price has not been looked at for long.</summary>
    public static string Price(decimal? usd, bool isOld) => isOld && usd is not null ? $"{Dollars(usd)} (old price)" : Dollars(usd);

    /// <summary>The chosen images in short: <c>rhea, studio, key frame</c>.</summary>
    public static string Short(IReadOnlyList<ReferenceSlot> references) =>
        references.Count == 0
            ? "none"
            : string.Join(", ", references.Select(static r => r.Role == ReferenceRole.KeyFrame ? "key frame" : r.Id));
}
