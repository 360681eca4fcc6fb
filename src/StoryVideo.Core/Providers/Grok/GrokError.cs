using System.Text.Json;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Grok;

/// <summary>Reads a refusal in xAI's words.</summary>
internal static class GrokError
{
    /// <summary>Null where the body is not xAI's error JSON.</summary>
    public static ServiceError? TryRead(string body)
    {
        if (JsonAnswer.TryRead(body, GrokJson.Default.WireRefusal) is not { Error: { } error } refusal)
        {
            return null;
        }

        (string code, string message) = Words(error);
        code = code.Length > 0 ? code : Text(refusal.Code);
        return message.Length == 0 && code.Length == 0 ? null : new ServiceError
        {
            Message = message.Length > 0 ? message : code,
            IsNotFound = true,
            IsKeyRefused = message.StartsWith("Incorrect API key", StringComparison.OrdinalIgnoreCase)
                || code.Contains("invalid_api_key", StringComparison.OrdinalIgnoreCase),
            IsContentRefused = IsAboutContent(code) || IsAboutContent(message),
            IsWithoutBilling = code.Contains("spending-limit", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>Code and words of an error that may be an object or a text.</summary>
    public static (string Code, string Message) Words(JsonElement error) => error.ValueKind == JsonValueKind.Object
        ? (Text(Property(error, "code")), Text(Property(error, "message")))
        : ("", Text(error));

    /// <summary>Whether a refusal is about what is shown or said, and not about the form of the request.</summary>
    public static bool IsAboutContent(string words) =>
        words.Contains("violates usage guidelines", StringComparison.OrdinalIgnoreCase)
        || words.Contains("safety_check", StringComparison.OrdinalIgnoreCase)
        || words.Contains("moderat", StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Property(JsonElement of, string name) =>
        of.TryGetProperty(name, out JsonElement value) ? value : null;

    private static string Text(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => TextOf(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => "",
    };

    private static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is JSON but no text.
            return "";
        }
    }
}
