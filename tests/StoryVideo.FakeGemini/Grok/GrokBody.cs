using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StoryVideo.FakeGemini.Validation;

namespace StoryVideo.FakeGemini.Grok;

/// <summary>Examines a submission as strictly as can be: every field, its type, its values, and what goes together.</summary>
internal static partial class GrokBody
{
    private static readonly string[] s_generation =
        ["model", "prompt", "duration", "aspect_ratio", "resolution", "image", "reference_images", "generate_audio", "user"];

    private static readonly string[] s_edit = ["model", "prompt", "video"];
    private static readonly string[] s_aspects = ["1:1", "16:9", "9:16", "4:3", "3:4", "3:2", "2:3"];

    /// <summary>What was asked for, or why it is refused.</summary>
    public static (GrokRequest? Request, Answer? Refusal) Read(byte[] json, bool isEdit, IReadOnlyList<GrokModel> models)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = Object(document.RootElement, "the request", isEdit ? s_edit : s_generation);
            string id = Text(root, "model");
            return models.FirstOrDefault(m => m.Id == id) is not { } model ? (null, GrokAnswers.ModelUnknown(id))
                : (isEdit ? ReadEdit(root, model) : ReadGeneration(root, model), null);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return (null, GrokAnswers.Invalid(e.Message));
        }
    }

    private static GrokRequest ReadGeneration(JsonElement root, GrokModel model)
    {
        string prompt = Prompt(root);
        int seconds = root.TryGetProperty("duration", out JsonElement duration) ? Whole(duration, 1, 15) : 8;
        string resolution = OneOf(root, "resolution", "480p", [.. model.PerSecond.Keys]);
        OneOf(root, "aspect_ratio", "16:9", s_aspects);
        JsonElement[] references = root.TryGetProperty("reference_images", out JsonElement images)
            ? [.. Require(images, JsonValueKind.Array, "reference_images").EnumerateArray()]
            : [];
        Refuse(references.Length > 7 || (images.ValueKind == JsonValueKind.Array && references.Length == 0), "reference_images must hold 1 to 7 images");
        Refuse(references.Length > 0 && root.TryGetProperty("image", out _), "image and reference_images cannot be used together");
        Refuse(references.Length > 0 && resolution == "1080p", "1080p is not supported with reference_images");
        Refuse(
            references.Length > 0 && seconds > model.LongestWithReferences,
            string.Create(CultureInfo.InvariantCulture, $"the maximum allowed duration with reference_images is {model.LongestWithReferences}s"));
        Array.ForEach(references, static r => DataUri(Object(r, "reference_images[]", ["url"]), "url", ImageSignature.MimeType));
        foreach (Match tag in ImageTag().Matches(prompt))
        {
            int place = int.Parse(tag.Groups["place"].Value, CultureInfo.InvariantCulture);
            Refuse(place < 1 || place > references.Length, $"{tag.Value} names no image of the request");
        }

        return new GrokRequest(model.Id, prompt, seconds, (model.PerSecond[resolution] * seconds) + (model.PerImage * references.Length));
    }

    private static GrokRequest ReadEdit(JsonElement root, GrokModel model)
    {
        JsonElement video = root.TryGetProperty("video", out JsonElement given)
            ? Object(given, "video", ["url"])
            : throw new FormatException("video is missing");
        string url = Text(video, "url");
        if (!url.StartsWith("http", StringComparison.Ordinal))
        {
            DataUri(video, "url", static bytes => bytes.Length > 8 && bytes[4..8].SequenceEqual("ftyp"u8) ? "video/mp4" : null);
        }

        return new GrokRequest(model.Id, Prompt(root), 8, model.PerSecond["720p"] * 8);
    }

    private static string Prompt(JsonElement root)
    {
        string prompt = Text(root, "prompt");
        Refuse(string.IsNullOrWhiteSpace(prompt), "prompt must not be empty");
        return prompt;
    }

    private static void DataUri(JsonElement holder, string name, Signature signature)
    {
        Match data = Data().Match(Text(holder, name));
        Refuse(!data.Success, $"{name} must be a data URI");
        byte[] bytes = Convert.FromBase64String(data.Groups["base64"].Value);
        Refuse(signature(bytes) != data.Groups["type"].Value, $"{name} is not what its media type says");
    }

    private static JsonElement Object(JsonElement element, string what, string[] known)
    {
        Require(element, JsonValueKind.Object, what);
        string? unknown = element.EnumerateObject().Select(static p => p.Name).FirstOrDefault(n => !known.Contains(n, StringComparer.Ordinal));
        return unknown is null ? element : throw new FormatException($"unknown field `{unknown}` in {what}");
    }

    private static JsonElement Require(JsonElement element, JsonValueKind kind, string what) =>
        element.ValueKind == kind ? element : throw new FormatException($"{what}: expected {kind}, got {element.ValueKind}");

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value)
        ? Require(value, JsonValueKind.String, name).GetString()!
        : throw new FormatException($"missing field `{name}`");

    private static int Whole(JsonElement value, int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= least && number <= most
            ? number
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"duration must be a whole number from {least} to {most}"));

    private static string OneOf(JsonElement root, string name, string otherwise, string[] values)
    {
        string value = root.TryGetProperty(name, out _) ? Text(root, name) : otherwise;
        return values.Contains(value, StringComparer.Ordinal) ? value : throw new FormatException($"{value} is not supported for {name} by this model");
    }

    private static void Refuse(bool isWrong, string why)
    {
        if (isWrong)
        {
            throw new FormatException(why);
        }
    }

    [GeneratedRegex("<IMAGE_(?<place>[0-9]{1,3})>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ImageTag();

    [GeneratedRegex(
        @"\Adata:(?<type>[a-z]+/[a-z0-9]+);base64,(?<base64>[A-Za-z0-9+/=]+)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Data();

    private delegate string? Signature(ReadOnlySpan<byte> start);
}
