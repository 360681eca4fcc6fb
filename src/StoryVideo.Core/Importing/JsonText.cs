using System.Text.Json;

namespace StoryVideo.Importing;

/// <summary>Texts out of JSON that may not be valid Unicode, and kinds of values in words.</summary>
internal static class JsonText
{
    /// <summary>A parser's settings: as strict as they come, with room above the nesting that is accepted.</summary>
    public static JsonDocumentOptions Strict { get; } = new() { MaxDepth = JsonValueStream.DeepestParsed };

    /// <summary>
    /// The text of a string; null where it is no string, or not valid Unicode (which <see cref="JsonValueCheck"/>
    /// names).
    /// </summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a property; null where it is not valid Unicode.</summary>
    public static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static string KindOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    public static string KindOf(JsonTokenType token) => KindOf(token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True or JsonTokenType.False => JsonValueKind.True,
        _ => JsonValueKind.Null,
    });
}
