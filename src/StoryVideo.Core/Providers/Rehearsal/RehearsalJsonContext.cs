using System.Text.Json.Serialization;

namespace StoryVideo.Providers.Rehearsal;

[JsonSourceGenerationOptions(
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RehearsalTokenShape))]
internal sealed partial class RehearsalJsonContext : JsonSerializerContext;
