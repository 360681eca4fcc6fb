using System.Text.Encodings.Web;
using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Checks;

/// <summary>What is known of a clip: what the free checks found, and what the judge says.</summary>
public sealed record ShotCheck
{
    private static readonly JsonWriterOptions s_writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    /// <summary>SHA-256 of the clip.</summary>
    public required string ClipSha256 { get; init; }

    /// <summary>Provider and model of the judge: <c>gemini/gemini-3.8-flash</c>.</summary>
    public required string Judge { get; init; }

    /// <summary>Null where the judge's answer could not be used.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Why there is no verdict; null where there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>What the free checks found.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = Indexed.Of(value); } = [];

    /// <summary>Reads a check's file; null where it is none. Anybody may have written into it.</summary>
    public static ShotCheck? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            Utf8JsonReader reader = new(file);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            if (StoredJson.FindText(root, "clip_sha256") is not { } clip || StoredJson.FindText(root, "judge") is not { } judge)
            {
                return null;
            }

            string? problem = StoredJson.FindText(root, "problem");
            string[] characters = [.. StoredJson.Items(StoredJson.Find(root, "characters")).Select(static c => StoredJson.FindText(c, "id")).OfType<string>()];
            Verdict? verdict = problem is null ? Verdict.Read(root, characters, out problem) : null;
            return new ShotCheck
            {
                ClipSha256 = clip,
                Judge = judge,
                Verdict = verdict,
                Problem = problem,
                Findings = [.. StoredJson.Items(StoredJson.Find(root, "findings")).Select(FindingOf).OfType<Finding>()],
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The check in a file; null where there is none.</summary>
    public static ShotCheck? ReadFile(string? path)
    {
        try
        {
            return path is not null && File.Exists(path) ? Read(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public byte[] ToBytes()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, s_writer))
        {
            json.WriteStartObject();
            json.WriteString("clip_sha256", ClipSha256);
            json.WriteString("judge", Judge);
            if (Problem is not null)
            {
                json.WriteString("problem", Problem);
            }

            Verdict?.WriteTo(json);
            json.WriteStartArray("findings");
            foreach (Finding finding in Findings)
            {
                json.WriteStartObject();
                json.WriteString("code", finding.Code);
                json.WriteString("message", finding.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private static Finding? FindingOf(JsonElement entry) =>
        StoredJson.FindText(entry, "code") is { } code && StoredJson.FindText(entry, "message") is { } message ? Finding.Warning(code, message) : null;
}
