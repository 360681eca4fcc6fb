using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>A submission to Interactions: every field is one of these, of this type and with a value that the service knows.</summary>
/// <param name="Model">Its id.</param>
/// <param name="Prompt">The text.</param>
/// <param name="Seconds">The length that is asked for.</param>
/// <param name="Bucket">Where the clip shall be laid; null for nowhere.</param>
internal sealed partial record InteractionBody(string Model, string Prompt, double Seconds, string? Bucket)
{
    private const double Shortest = 3;
    private const double Longest = 10;
    private const int MostImages = 6;

    /// <summary>The message of the 400; null where there is nothing to refuse.</summary>
    public static string? TryRead(byte[] json, bool isVertex, IReadOnlyList<FakeModel> models, out InteractionBody? body)
    {
        body = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            body = Read(document.RootElement, isVertex, models);
            return null;
        }
        catch (RefusedException e)
        {
            return e.Message;
        }
        catch (JsonException e)
        {
            return $"Invalid JSON payload received. {e.Message}";
        }
    }

    private static InteractionBody Read(JsonElement root, bool isVertex, IReadOnlyList<FakeModel> models)
    {
        Fields.Only(root, "model", "input", "generation_config", "response_format", "background", "store");
        string model = Fields.Text(root, "model");
        Fields.True(root, "background");
        Fields.True(root, "store");
        (string prompt, int images) = Input(root);
        int most = models.FirstOrDefault(m => m.Id == model)?.MostImages ?? MostImages;
        if (images > most)
        {
            throw new RefusedException($"At most {most} images are supported.");
        }

        Config(root, images);
        double seconds = Format(root, isVertex);
        JsonElement format = root.GetProperty("response_format");
        return new InteractionBody(model, prompt, seconds, format.TryGetProperty("gcs_uri", out _) ? Fields.Text(format, "gcs_uri") : null);
    }

    private static (string Prompt, int Images) Input(JsonElement root)
    {
        if (!root.TryGetProperty("input", out JsonElement input) || input.ValueKind != JsonValueKind.Array)
        {
            throw new RefusedException("`input` must be a list of contents.");
        }

        string prompt = "";
        int images = 0;
        foreach (JsonElement part in input.EnumerateArray())
        {
            if (Fields.OneOf(part, "type", "text", "image") == "text")
            {
                prompt += Fields.Text(Fields.Only(part, "type", "text"), "text");
            }
            else
            {
                Image(part);
                images++;
            }
        }

        return string.IsNullOrWhiteSpace(prompt) ? throw new RefusedException("`input` must hold a text.") : (prompt, images);
    }

    private static void Image(JsonElement part)
    {
        Fields.Only(part, "type", "data", "mime_type");
        string type = Fields.Text(part, "mime_type");
        _ = Fields.Text(part, "data");
        if (ImageRule.RefuseBytes(JsonMarshal.GetRawUtf8Value(part.GetProperty("data"))[1..^1], type) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
    }

    private static void Config(JsonElement root, int images)
    {
        if (!root.TryGetProperty("generation_config", out JsonElement config))
        {
            return;
        }

        if (Fields.Only(config, "video_config").TryGetProperty("video_config", out JsonElement video))
        {
            string[] tasks = images switch
            {
                0 => ["text_to_video"],
                1 => ["reference_to_video", "image_to_video"],
                _ => ["reference_to_video"],
            };
            Fields.OneOf(Fields.Only(video, "task"), "task", tasks);
        }
    }

    private static double Format(JsonElement root, bool isVertex)
    {
        if (!root.TryGetProperty("response_format", out JsonElement format))
        {
            throw new RefusedException("`response_format` is required for videos.");
        }

        string[] known = ["type", "aspect_ratio", "resolution", "duration", "delivery"];
        Fields.Only(format, isVertex ? [.. known, "gcs_uri"] : known);
        Fields.OneOf(format, "type", "video");
        Fields.OneOf(format, "aspect_ratio", "16:9", "9:16");
        Fields.OneOf(format, "resolution", "360p", "720p", "1080p", "4k");
        if (format.TryGetProperty("delivery", out _))
        {
            Fields.OneOf(format, "delivery", "uri", "inline");
        }

        string duration = Fields.Text(format, "duration");
        return Duration().Match(duration) is { Success: true } match
            && double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture) is >= Shortest and <= Longest and double seconds
                ? seconds
                : throw new RefusedException(Refusals.OutOfRange("duration", duration));
    }

    [GeneratedRegex(@"\A(?<seconds>\d{1,3}(\.\d{1,9})?)s\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();
}
