using System.Text.Json;
using StoryVideo.FakeGemini.Generation;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>Examines a request for a check as the service does; the first objection counts.</summary>
internal static class VerdictBody
{
    private static readonly string[] s_schemaWords =
        ["type", "properties", "required", "items", "enum", "minimum", "maximum", "description", "additionalProperties", "minItems", "maxItems"];

    /// <exception cref="RefusedException">The service would refuse it.</exception>
    public static FakeVerdict Read(string model, ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = Fields.Only(document.RootElement, "contents", "generationConfig");
            JsonElement config = Fields.Only(root.GetProperty("generationConfig"), "responseMimeType", "responseJsonSchema", "maxOutputTokens");
            Fields.OneOf(config, "responseMimeType", "application/json");
            if (config.GetProperty("maxOutputTokens").GetInt32() < 1)
            {
                throw new RefusedException("max_output_tokens must be positive.");
            }

            JsonElement schema = config.GetProperty("responseJsonSchema");
            RefuseSchema(schema);
            List<string> texts = [];
            int images = 0;
            foreach (JsonElement part in Fields.Only(root.GetProperty("contents").EnumerateArray().Single(), "role", "parts").GetProperty("parts").EnumerateArray())
            {
                Fields.Only(part, "text", "inlineData");
                if (part.TryGetProperty("inlineData", out JsonElement image))
                {
                    images++;
                    if (ContentValidator.RefuseImage(image) is string refusal)
                    {
                        throw new RefusedException(refusal);
                    }
                }
                else
                {
                    texts.Add(Fields.Text(part, "text"));
                }
            }

            return texts.Count == images + 1
                ? new FakeVerdict(model, texts[^1], texts[..^1], Characters(schema))
                : throw new RefusedException("Each image is announced by a text, and a text comes last.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new RefusedException($"Invalid JSON payload received. {e.Message}");
        }
    }

    private static void RefuseSchema(JsonElement schema)
    {
        Fields.Only(schema, s_schemaWords);
        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                RefuseSchema(property.Value);
            }
        }

        if (schema.TryGetProperty("items", out JsonElement items))
        {
            RefuseSchema(items);
        }
    }

    private static string[] Characters(JsonElement schema) =>
        schema.GetProperty("properties").GetProperty("characters").GetProperty("items").GetProperty("properties").GetProperty("id")
            .TryGetProperty("enum", out JsonElement ids) ? [.. ids.EnumerateArray().Select(static i => i.GetString()!)] : [];
}
