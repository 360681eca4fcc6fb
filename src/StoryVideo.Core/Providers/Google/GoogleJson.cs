using System.Text.Json.Serialization;

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
internal sealed partial class GoogleJson : JsonSerializerContext;
