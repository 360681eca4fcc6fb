using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace StoryVideo.Providers.Google;

/// <summary>Reads the wire shapes. Unknown fields are passed over: the service adds them at will.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(WireErrorEnvelope))]
[JsonSerializable(typeof(WireErrorEnvelope[]))]
[JsonSerializable(typeof(WireOperation))]
[JsonSerializable(typeof(WireModel))]
[JsonSerializable(typeof(WireInteraction))]
[JsonSerializable(typeof(WireFile))]
internal sealed partial class GoogleJson : JsonSerializerContext
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
