using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>Takes an object apart, and refuses what is missing, unheard of or of another type.</summary>
internal static class Fields
{
    /// <exception cref="RefusedException">It is no object, or has a field besides these.</exception>
    public static JsonElement Only(JsonElement element, params string[] known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedException("Invalid JSON payload received. An object was expected.");
        }

        string? unknown = element.EnumerateObject().Select(static p => p.Name).FirstOrDefault(n => !known.Contains(n, StringComparer.Ordinal));
        return unknown is null ? element : throw new RefusedException(Refusals.UnknownName(unknown));
    }

    /// <exception cref="RefusedException">It is no text.</exception>
    public static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement field) && field.ValueKind == JsonValueKind.String
            ? field.GetString()!
            : throw new RefusedException(Refusals.NotAString(name));

    /// <exception cref="RefusedException">It is none of these.</exception>
    public static string OneOf(JsonElement element, string name, params string[] values)
    {
        string value = Text(element, name);
        return values.Contains(value, StringComparer.Ordinal) ? value : throw new RefusedException(Refusals.OutOfRange(name, value));
    }

    /// <exception cref="RefusedException">It is not <c>true</c>.</exception>
    public static void True(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement field) || field.ValueKind != JsonValueKind.True)
        {
            throw new RefusedException($"`{name}` must be true: a clip is made in the background, and kept.");
        }
    }
}
