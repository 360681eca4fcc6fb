using System.Text.Json;

namespace StoryVideo.Stories;

/// <summary>Reads the JSON texts that databases hold: some are wrapped in their own name, some are strings of JSON.</summary>
internal static class StoredJson
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 128 };

    /// <exception cref="StoryDataException">The text is not a JSON object.</exception>
    public static JsonElement ReadObject(string text, string what)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, s_options);
            JsonElement root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object => root.Clone(),
                JsonValueKind.String => ReadObject(StoredText.Of(root), what),
                _ => throw new StoryDataException($"The {what} is not a JSON object but {root.ValueKind}."),
            };
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new StoryDataException($"The {what} is not JSON: {e.Message}", e);
        }
    }

    /// <summary>What is inside a document that is wrapped in its own name; the document itself where it is not.</summary>
    public static JsonElement Unwrap(JsonElement document, params ReadOnlySpan<string> names) =>
        Find(document, names) switch
        {
            { ValueKind: JsonValueKind.Object } inner => inner,
            { ValueKind: JsonValueKind.String } inner => ReadObject(StoredText.Of(inner), names[0]),
            _ => document,
        };

    /// <summary>The first of the given spellings that is there and not null; where one stands twice, the later.</summary>
    public static JsonElement? Find(JsonElement owner, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Member(owner, name) is { ValueKind: not JsonValueKind.Null } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The trimmed text under the first spelling that holds one; null where each is missing, blank or no string.</summary>
    public static string? FindText(JsonElement owner, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Member(owner, name) is { ValueKind: JsonValueKind.String } value && Text(value) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    public static IEnumerable<JsonElement> Items(JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    /// <summary>Trimmed text of a string.</summary>
    public static string Text(JsonElement value) => StoredText.Of(value).Trim();

    // JsonElement.TryGetProperty throws where any name of the object holds half a surrogate pair.
    private static JsonElement? Member(JsonElement owner, string name)
    {
        JsonElement? found = null;
        if (owner.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in owner.EnumerateObject())
            {
                found = StoredText.NameOf(property) == name ? property.Value : found;
            }
        }

        return found;
    }
}
