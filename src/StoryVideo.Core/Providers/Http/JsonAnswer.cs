using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace StoryVideo.Providers.Http;

/// <summary>Reads what services answer.</summary>
internal static class JsonAnswer
{
    /// <summary>Null where the text is not JSON of this shape.</summary>
    public static T? TryRead<T>(string text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
