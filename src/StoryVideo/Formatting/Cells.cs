using System.ComponentModel;
using System.Globalization;
using System.Text;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.References;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Formatting;

/// <summary>What the views show in their cells.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Cells
{
    private static readonly string s_usual = VideoFormat.Default.Resolution;

    /// <summary>US dollars and cents; what is not known is said to be so.</summary>
    public static string Dollars(decimal? usd) =>
        usd is { } amount ? string.Create(CultureInfo.InvariantCulture, $"${amount:0.00#}") : "unknown";

    /// <summary>The same, with a word where the price has not been looked at for 90 days.</summary>
    public static string Price(decimal? usd, bool isOld) => isOld && usd is not null ? "old " + Dollars(usd) : Dollars(usd);

    /// <summary>What a take costs, with a word where its price was old when it was made.</summary>
    public static string Cost(Take take) => Price(take.ChargeUsd, take.IsPriceOld());

    /// <summary>What a clip of 8 seconds, or an image, costs at every resolution; with a word where that is old.</summary>
    public static string Prices(CatalogModel model) => model.IsFree
        ? "free"
        : (model.IsPriceOldOn(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)) ? "old: " : "")
            + string.Join(", ", model.ClipPrices.Select(static p => $"{p.Resolution}\u00a0{Dollars(p.Usd)}"));

    /// <summary>Whether the key can use a model, where that was asked.</summary>
    public static string Access(ModelAccess access) => access switch
    {
        ModelAccess.NotAsked => "",
        ModelAccess.Offered => "yes",
        ModelAccess.NoAnswer => "?",
        _ => "! no",
    };

    /// <summary>US dollars of what costs less than a cent.</summary>
    public static string SmallDollars(decimal? usd) =>
        usd is { } amount ? string.Create(CultureInfo.InvariantCulture, $"${amount:0.00##}") : "unknown";

    /// <summary>A judge's score; a dash where there is none.</summary>
    public static string Score(double? score) => score?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Time(DateTimeOffset time) =>
        time.ToLocalTime().ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Size(long? bytes) => bytes switch
    {
        null => "",
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576d:0.0} MiB"),
    };

    /// <summary>What a clip of the usual format costs, or of the resolution that is named.</summary>
    public static string PriceOf(CatalogModel model, string? resolution = null)
    {
        if (model.IsFree)
        {
            return "free";
        }

        string wanted = resolution is { Length: > 0 } ? resolution
            : model.Prices.Any(static p => p.Resolution == s_usual) ? s_usual
            : model.Prices.Count > 0 ? model.Prices[0].Resolution
            : "";
        return model.Prices.FirstOrDefault(p => p.Resolution == wanted) switch
        {
            { UsdPerSecond: { } second } => $"{UnitPrice(second)}/s {wanted}",
            { UsdPerImage: { } image } => $"{UnitPrice(image)} {wanted}",
            { UsdPerMillionOutputTokens: { } tokens } => $"{UnitPrice(tokens)}/Mtok",
            _ => "unknown",
        };
    }

    public static string Status(ModelStatus status) =>
        status == ModelStatus.GenerallyAvailable ? "Available" : status.ToString();

    /// <summary>Which images go along: <c>aurele, kitchen, key frame</c>.</summary>
    public static string References(IReadOnlyList<ReferenceSlot> references) => references.Count == 0
        ? "none"
        : string.Join(", ", references.Select(static r => r.Role == ReferenceRole.KeyFrame ? "key frame" : r.Id));

    /// <summary>How a shot ended; what needs an operator is marked with a sign, not by colour alone.</summary>
    public static string Status(AssetStatus status) => status switch
    {
        AssetStatus.Succeeded or AssetStatus.Planned or AssetStatus.Skipped
            or AssetStatus.Submitted or AssetStatus.Generated => status.ToString(),
        _ => "! " + status,
    };

    /// <summary>A take's state; the selected one is starred, and what waits for an operator is marked.</summary>
    public static string State(Take take) => take switch
    {
        { State: TakeState.Unknown or TakeState.Filtered or TakeState.Failed or TakeState.Expired } =>
            "! " + take.State.Name(),
        { IsSelected: true } => "* " + take.State.Name(),
        _ => "  " + take.State.Name(),
    };

    /// <summary>What the takes of a kind are attempts at, for those that are shown together.</summary>
    public static string KindHeading(Take take) => take.Kind switch
    {
        AssetKind.Video => "clips",
        AssetKind.KeyFrame => "key frames",
        AssetKind.ModelSheet => "model sheets",
        AssetKind.EnvironmentReference => "environment references",
        AssetKind.Audio => "speech",
        _ => "checks",
    };

    /// <summary>How a shot stands; what needs an operator is marked with a sign.</summary>
    public static string State(StoryShot shot) => shot.State switch
    {
        null => shot.VideoFilePath is null ? "  -" : "  clip",
        "done" or "rehearsed" or "missing" or "submitting" or "submitted" or "generated" => "  " + shot.State,
        { } state => "! " + state,
    };

    /// <summary>What has changed since a stale shot's clip was made; of others, what they show.</summary>
    public static string Shows(StoryShot shot) => shot.Stale.Count == 0
        ? Summary(shot)
        : "changed: " + string.Join(", ", shot.Stale);

    /// <summary>Money that somebody has to look after, with a sign.</summary>
    public static string Marked(decimal usd) => usd == 0 ? Dollars(usd) : "! " + Dollars(usd);

    /// <summary>A story's cap; with a sign where nothing is left of it and shots are to be made.</summary>
    public static string Cap(StoryCost cost) => cost.Budget is not { } cap ? "none"
        : cost.Spent + cost.Reserved + cost.Unknown >= cap && cost.ShotsToMake > 0 ? "! " + Dollars(cap)
        : Dollars(cap);

    /// <summary>What is still to come: by one take each, or from and to by the operator's own history.</summary>
    public static string Forecast(StoryCost cost) => cost is { ForecastP50: { } middle, ForecastP90: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $"{(cost.IsForecastOld ? "old " : "")}${middle:0}-${high:0}")
        : Price(cost.Forecast, cost.IsForecastOld);

    public static string Found(SetupCheck check, int width) => Wrapped(
        check.Remedy is null ? check.Detail : $"{check.Detail}{Environment.NewLine}-> {check.Remedy}", width);

    /// <summary>Text in lines that end between words; a table of PowerShell breaks them anywhere.</summary>
    public static string Wrapped(string text, int width)
    {
        StringBuilder lines = new(text.Length + 8);
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            lines.Append(lines.Length == 0 ? "" : Environment.NewLine);
            int at = 0;
            foreach (string word in line.Split(' '))
            {
                bool fits = at + 1 + word.Length <= width;
                lines.Append(at == 0 ? "" : fits ? " " : Environment.NewLine).Append(word);
                at = at > 0 && fits ? at + 1 + word.Length : word.Length;
            }
        }

        return lines.ToString();
    }

    /// <summary>How many findings; with a sign where one of them is an error.</summary>
    public static string Notes(IReadOnlyList<Finding> findings) => findings.Count == 0 ? ""
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{(findings.Any(static f => f.Severity == FindingSeverity.Error) ? "! " : "")}{findings.Count}");

    /// <summary>A path as seen from a folder; of a long one the end, which tells files apart.</summary>
    public static string PathFrom(string folder, string? path, int length)
    {
        string relative = path is null ? "" : Path.GetRelativePath(folder, path);
        string shown = relative.StartsWith("..", StringComparison.Ordinal) ? path! : relative;
        return shown.Length <= length ? shown : "…" + shown[^(length - 1)..];
    }

    public static string State(SetupState state) => state == SetupState.Missing ? "! Missing" : state.ToString();

    /// <summary>The story and scenelet that shots are grouped under.</summary>
    public static string SceneletHeading(StoryShot shot) => shot.SceneletLabel is { } label && label != shot.SceneletId
        ? $"{shot.StoryTitle}, {shot.SceneletId} ({label})"
        : $"{shot.StoryTitle}, {shot.SceneletId}";

    /// <summary>The storyboard in one line, for people who look for a shot.</summary>
    public static string Summary(StoryShot shot)
    {
        try
        {
            Storyboard storyboard = Storyboard.Parse(shot.StoryboardPayload);
            string who = string.Join(", ", storyboard.Characters.Concat(storyboard.Environments));
            return storyboard.CameraText is { Length: > 0 } camera ? $"{who}: {camera}" : who;
        }
        catch (StoryDataException)
        {
            return "! unreadable storyboard";
        }
    }

    private static string UnitPrice(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"${usd:0.00##}");
}
