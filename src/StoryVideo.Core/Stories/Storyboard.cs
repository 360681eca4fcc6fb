using System.Text.Json;

namespace StoryVideo.Stories;

/// <summary>The storyboard payload of one shot, read for use.</summary>
public sealed class Storyboard
{
    /// <summary>The speaker whose lines are told over the picture and never lip-synced.</summary>
    public const string Narrator = "narrator";

    private static readonly string[] s_unspoken = ["ambience", "ambient", "foley", "music", "sfx", "sound", "sound_effect", "soundEffect"];

    private readonly List<string> _problems = [];

    private Storyboard(JsonElement payload)
    {
        Payload = payload;
        JsonElement? designs = StoredJson.Find(payload, "referencedDesigns", "referenced_designs");
        if (designs is not { ValueKind: JsonValueKind.Object } referenced)
        {
            _problems.Add("referencedDesigns is missing");
            Characters = Environments = [];
        }
        else
        {
            Characters = Ids(referenced, "characters");
            Environments = Ids(referenced, "environments");
        }

        CameraText = StoredJson.FindText(payload, "cameraDynamics", "camera_dynamics");
        TransitionText = StoredJson.FindText(payload, "transitionToNext", "transition_to_next");
        TransitionSeconds = Number(StoredJson.Find(payload, "crossfadeDuration", "crossfade_duration"));
        Act = StoredJson.Find(payload, "act") is { } act
            ? act.ValueKind switch
            {
                JsonValueKind.Number => act.GetRawText(),
                JsonValueKind.String => StoredJson.FindText(payload, "act"),
                _ => null,
            }
            : null;
        JsonElement? heard = StoredJson.Find(payload, "audioAndNarrative", "audio_and_narrative");
        Lines = [.. StoredJson.Items(heard).Select(Spoken).OfType<SpokenLine>()];
        Speakers = StoredJson.Items(heard)
            .Select(static line => StoredJson.FindText(line, "source"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>The payload as stored.</summary>
    public JsonElement Payload { get; }

    /// <summary>Ids of the referenced characters: trimmed, in referenced order, each once.</summary>
    public IReadOnlyList<string> Characters { get; }

    /// <summary>Ids of the referenced environments: trimmed, in referenced order, each once.</summary>
    public IReadOnlyList<string> Environments { get; }

    /// <summary>What the storyboard says of camera movement; null where it says nothing.</summary>
    public string? CameraText { get; }

    /// <summary>How the shot gives way to the next, in the storyboard's words; null where it says nothing.</summary>
    public string? TransitionText { get; }

    /// <summary>How long that takes, in seconds; null where the storyboard says nothing, or nothing that can be.</summary>
    public double? TransitionSeconds { get; }

    /// <summary>The act that the shot belongs to; null where the storyboard knows no acts.</summary>
    public string? Act { get; }

    /// <summary>What is said, in order; empty where nothing is.</summary>
    public IReadOnlyList<SpokenLine> Lines { get; }

    /// <summary>Sources of the spoken lines, in order of first appearance.</summary>
    public IReadOnlyList<string> Speakers { get; }

    /// <summary>What keeps the payload from saying which designs the shot shows; empty where nothing does.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public bool HasNarrator => Speakers.Contains(Narrator, StringComparer.Ordinal);

    /// <exception cref="StoryDataException">The payload is not a JSON object.</exception>
    public static Storyboard Parse(string payload) => new(StoredJson.ReadObject(payload, "storyboard payload"));

    public IReadOnlyList<string> Referenced(DesignKind kind) => kind == DesignKind.Character ? Characters : Environments;

    // Music and noises stand in the same list, and a line may say that there is none.
    private static SpokenLine? Spoken(JsonElement line) =>
        StoredJson.FindText(line, "line", "text") is { } text
        && !text.Equals("N/A", StringComparison.OrdinalIgnoreCase)
        && !s_unspoken.Contains(StoredJson.FindText(line, "type") ?? "", StringComparer.OrdinalIgnoreCase)
            ? new SpokenLine(StoredJson.FindText(line, "source") ?? Narrator, text, StoredJson.FindText(line, "delivery"))
            : null;

    private static double? Number(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double seconds) && seconds > 0 && double.IsFinite(seconds)
            ? seconds
            : null;

    private string[] Ids(JsonElement referenced, string name)
    {
        JsonElement? list = StoredJson.Find(referenced, name);
        if (list is null)
        {
            return [];
        }

        if (list is not { ValueKind: JsonValueKind.Array } || StoredJson.Items(list).Any(static i => i.ValueKind != JsonValueKind.String))
        {
            _problems.Add($"referencedDesigns.{name} is not a list of ids");
            return [];
        }

        return StoredJson.Items(list)
            .Select(StoredJson.Text)
            .Where(static id => id.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
    }
}
