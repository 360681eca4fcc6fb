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
                JsonValueKind.String => ReadObject(root.GetString() ?? "", what),
                _ => throw new StoryDataException($"The {what} is not a JSON object but {root.ValueKind}."),
            };
        }
        catch (JsonException e)
        {
            throw new StoryDataException($"The {what} is not JSON: {e.Message}", e);
        }
    }

    /// <summary>What is inside a document that is wrapped in its own name; the document itself where it is not.</summary>
    public static JsonElement Unwrap(JsonElement document, string name) =>
        document.TryGetProperty(name, out JsonElement inner) && inner.ValueKind == JsonValueKind.Object ? inner
        : inner.ValueKind == JsonValueKind.String ? ReadObject(inner.GetString() ?? "", name)
        : document;

    /// <summary>The first of the given spellings that is there and not null.</summary>
    public static JsonElement? Find(JsonElement owner, params ReadOnlySpan<string> names)
    {
        if (owner.ValueKind == JsonValueKind.Object)
        {
            foreach (string name in names)
            {
                if (owner.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null)
                {
                    return value;
                }
            }
        }

        return null;
    }

    /// <summary>The trimmed text under the first spelling that holds one; null where it is missing, blank or no string.</summary>
    public static string? FindText(JsonElement owner, params ReadOnlySpan<string> names) =>
        Find(owner, names) is { ValueKind: JsonValueKind.String } value && Text(value) is { Length: > 0 } text ? text : null;

    public static IEnumerable<JsonElement> Items(JsonElement? array) =>
        array is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    /// <summary>Trimmed text of a string; empty where half a surrogate pair makes it unreadable.</summary>
    public static string Text(JsonElement value)
    {
        try
        {
            return (value.GetString() ?? "").Trim();
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
