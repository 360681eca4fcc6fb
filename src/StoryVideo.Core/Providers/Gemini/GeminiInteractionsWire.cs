using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>Omni on the Gemini API.</summary>
internal sealed class GeminiInteractionsWire(ServiceEndpoint endpoint, ResultLocation places, ServiceErrors errors) : InteractionsWire(errors)
{
    private const string Prefix = "interactions/";

    public override Uri SubmitAddress(VideoRequest request) => endpoint.Resolve("interactions");

    public override bool Owns(string operationName) =>
        operationName?.StartsWith(Prefix, StringComparison.Ordinal) == true && IsId(operationName[Prefix.Length..]);

    public override FreeCall Look(string operationName) => FreeCall.Get(endpoint.Resolve(operationName));

    /// <inheritdoc/>
    /// <remarks>A clip's file is processed for some seconds after the interaction is completed.</remarks>
    public override FreeCall? LookAtFile(GeneratedVideo video) =>
        places.FileOf(video.Uri) is { } id ? FreeCall.Get(endpoint.Resolve($"files/{id}")) : null;

    protected override string NameOf(string id) => Prefix + id;

    protected override void WriteDelivery(RequestWriter writer) => writer.Json.WriteString("delivery", "uri");
}
