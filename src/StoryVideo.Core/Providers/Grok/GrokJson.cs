using System.Text.Json.Serialization;

namespace StoryVideo.Providers.Grok;

/// <summary>Reads the wire shapes. Unknown fields are passed over: the service adds them at will.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(WireSubmission))]
[JsonSerializable(typeof(WireStatus))]
[JsonSerializable(typeof(WireRefusal))]
[JsonSerializable(typeof(WireModel))]
internal sealed partial class GrokJson : JsonSerializerContext;
