using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StoryVideo.Stories;

/// <summary>What a judge says of a clip. It informs whoever decides; it approves nothing.</summary>
public sealed record Verdict
{
    /// <summary>From this score on a clip needs no mending.</summary>
    public const double Good = 0.80;

    private const int MostIssues = 20;
    private const int LongestText = 2000;

    private static readonly JsonWriterOptions s_writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>From 0, another film, to 1.</summary>
    public required double Score { get; init; }

    public required IReadOnlyList<CharacterScore> Characters { get; init => field = Indexed.Of(value); }

    /// <summary>How well it keeps to the environment references; null where the judge does not say.</summary>
    public double? EnvironmentScore { get; init; }

    /// <summary>What is wrong, the worst first.</summary>
    public required IReadOnlyList<string> Issues { get; init => field = Indexed.Of(value); }

    /// <summary>What a model is told to change; empty where nothing needs to be.</summary>
    public required string FixPrompt { get; init; }

    /// <summary>What a correction is told: the fix prompt, or else the issues; null where the judge names neither.</summary>
    public string? Fix => FixPrompt.Length > 0 ? FixPrompt : Issues.Count > 0 ? string.Join(' ', Issues) : null;

    /// <summary>Reads what a judge has answered, which may be anything.</summary>
    /// <param name="answer">Its words.</param>
    /// <param name="characters">Those who must have a score; others are passed over.</param>
    /// <param name="problem">What is wrong with the answer; null where nothing is.</param>
    public static Verdict? Read(string answer, IReadOnlyCollection<string> characters, out string? problem)
    {
        problem = "it is empty";
        if (string.IsNullOrWhiteSpace(answer))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            return Read(document.RootElement, characters, out problem);
        }
        catch (JsonException)
        {
            problem = "it is no JSON, or was cut off";
            return null;
        }
    }

    /// <summary>As <see cref="Read(string, IReadOnlyCollection{string}, out string?)"/>, of a text that is JSON.</summary>
    internal static Verdict? Read(JsonElement root, IReadOnlyCollection<string> characters, out string? problem)
    {
        double? score = ScoreOf(root, "score");
        JsonElement? list = StoredJson.Find(root, "characters");
        JsonElement? issues = StoredJson.Find(root, "issues");
        JsonElement? fix = StoredJson.Find(root, "fix_prompt");
        CharacterScore[] scores = [.. StoredJson.Items(list).Select(CharacterOf).OfType<CharacterScore>()
            .Where(c => characters.Contains(c.Id, StringComparer.Ordinal)).DistinctBy(static c => c.Id, StringComparer.Ordinal)];
        string[] missing = [.. characters.Except(scores.Select(static c => c.Id), StringComparer.Ordinal)];
        problem = score is null ? "it has no score between 0 and 1"
            : list is not { ValueKind: JsonValueKind.Array } || missing.Length > 0 ? $"it has no score of {string.Join(", ", missing.DefaultIfEmpty("the characters"))}"
            : issues is not { ValueKind: JsonValueKind.Array } || StoredJson.Items(issues).Any(static i => i.ValueKind != JsonValueKind.String) ? "its issues are no list of sentences"
            : fix is not { ValueKind: JsonValueKind.String } ? "its fix prompt is no text"
            : null;
        return problem is not null ? null : new Verdict
        {
            Score = score!.Value,
            Characters = scores,
            EnvironmentScore = ScoreOf(root, "environment_score"),
            Issues = [.. StoredJson.Items(issues).Select(Plain).Where(static i => i.Length > 0).Take(MostIssues)],
            FixPrompt = Plain(fix!.Value),
        };
    }

    /// <summary>As a judge is asked to answer.</summary>
    public string ToJson()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, s_writer))
        {
            json.WriteStartObject();
            WriteTo(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Writes its properties into an object that is open.</summary>
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("score", Score);
        json.WriteStartArray("characters");
        foreach (CharacterScore character in Characters)
        {
            json.WriteStartObject();
            json.WriteString("id", character.Id);
            json.WriteNumber("score", character.Score);
            json.WriteString("note", character.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (EnvironmentScore is { } environment)
        {
            json.WriteNumber("environment_score", environment);
        }

        json.WriteStartArray("issues");
        foreach (string issue in Issues)
        {
            json.WriteStringValue(issue);
        }

        json.WriteEndArray();
        json.WriteString("fix_prompt", FixPrompt);
    }

    private static CharacterScore? CharacterOf(JsonElement entry) =>
        StoredJson.FindText(entry, "id") is { } id && ScoreOf(entry, "score") is { } score
            ? new CharacterScore(id, score, StoredJson.Find(entry, "note") is { ValueKind: JsonValueKind.String } note ? Plain(note) : "")
            : null;

    private static double? ScoreOf(JsonElement owner, string name) =>
        StoredJson.Find(owner, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double score) && score is >= 0 and <= 1
            ? score
            : null;

    // It is shown on terminals and sent to other models: one line, of a length that both bear.
    private static string Plain(JsonElement text)
    {
        StringBuilder plain = new();
        foreach (Rune rune in StoredText.Of(text).EnumerateRunes().Take(LongestText))
        {
            plain.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return plain.ToString().Trim();
    }
}
