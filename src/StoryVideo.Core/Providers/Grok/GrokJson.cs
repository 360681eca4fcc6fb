using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace StoryVideo.Providers.Grok;

/// <summary>Reads the wire shapes. Unknown fields are passed over: the service adds them at will.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(WireSubmission))]
[JsonSerializable(typeof(WireStatus))]
[JsonSerializable(typeof(WireRefusal))]
[JsonSerializable(typeof(WireModel))]
internal sealed partial class GrokJson : JsonSerializerContext
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
