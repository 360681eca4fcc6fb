using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>Examines a request for an image as the service does; the first objection counts.</summary>
internal static class ContentValidator
{
    private static readonly string[] s_ratios =
        ["1:1", "1:4", "4:1", "1:8", "8:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];

    private static readonly string[] s_sizes = ["1K", "2K", "4K"];

    public static string? Refuse(FakeModel model, ReadOnlyMemory<byte> json, out string prompt, out int references)
    {
        prompt = "";
        references = 0;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            return Unknown(root, "contents", "systemInstruction", "generationConfig")
                ?? RefuseContents(root, model, out prompt, out references)
                ?? RefuseConfig(root, model);
        }
        catch (JsonException e)
        {
            return $"Invalid JSON payload received. {e.Message}";
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            return $"Invalid value at 'contents': {e.Message}";
        }
    }

    private static string? RefuseContents(JsonElement root, FakeModel model, out string prompt, out int references)
    {
        prompt = "";
        references = 0;
        if (!root.TryGetProperty("contents", out JsonElement contents) || contents.GetArrayLength() != 1)
        {
            return "* GenerateContentRequest.contents: contents is not specified";
        }

        JsonElement content = contents[0];
        if (Unknown(content, "role", "parts") is string unknown)
        {
            return unknown;
        }

        foreach (JsonElement part in content.GetProperty("parts").EnumerateArray())
        {
            if (Unknown(part, "text", "inlineData") is string objection)
            {
                return objection;
            }

            if (part.TryGetProperty("text", out JsonElement text))
            {
                prompt += text.GetString();
            }
            else if (RefuseImage(part.GetProperty("inlineData")) is string refusal)
            {
                return refusal;
            }
            else if (prompt.Length > 0)
            {
                return "An image comes after the text that speaks of it.";
            }
            else
            {
                references++;
            }
        }

        return prompt.Trim().Length == 0 ? "Unable to submit request because it must have a text parameter."
            : references > model.ImageReferences ? $"At most {model.ImageReferences} images are supported by this model."
            : null;
    }

    private static string? RefuseConfig(JsonElement root, FakeModel model)
    {
        JsonElement config = root.GetProperty("generationConfig");
        if (Unknown(config, "responseModalities", "imageConfig") is string unknown)
        {
            return unknown;
        }

        if (!config.GetProperty("responseModalities").EnumerateArray().Any(static m => m.GetString() == "IMAGE"))
        {
            return "The request asks for no image.";
        }

        JsonElement image = config.GetProperty("imageConfig");
        string ratio = image.GetProperty("aspectRatio").GetString() ?? "";
        string? size = image.TryGetProperty("imageSize", out JsonElement given) ? given.GetString() : null;
        return Unknown(image, "aspectRatio", "imageSize")
            ?? (!s_ratios.Contains(ratio, StringComparer.Ordinal) ? Refusals.OutOfRange("aspectRatio", ratio)
                : size is not null && (model.ImageReferences == 3 || !s_sizes.Contains(size, StringComparer.Ordinal))
                    ? Refusals.OutOfRange("imageSize", size)
                    : null);
    }

    public static string? RefuseImage(JsonElement image)
    {
        if (Unknown(image, "mimeType", "data") is string unknown)
        {
            return unknown;
        }

        byte[] start = new byte[12];
        byte[]? bytes = image.GetProperty("data").TryGetBytesFromBase64(out byte[]? decoded) ? decoded : null;
        if (bytes is not { Length: > 0 })
        {
            return "Invalid value at 'data': Base64 decoding failed.";
        }

        bytes.AsSpan(0, Math.Min(bytes.Length, start.Length)).CopyTo(start);
        return ImageSignature.MimeType(start) == image.GetProperty("mimeType").GetString() ? null : "Unable to process input image.";
    }

    private static string? Unknown(JsonElement owner, params string[] known)
    {
        foreach (JsonProperty property in owner.EnumerateObject())
        {
            if (!known.Contains(property.Name, StringComparer.Ordinal))
            {
                return Refusals.UnknownName(property.Name);
            }
        }

        return null;
    }
}
