using System.Text.Json;
using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Vertex;

/// <summary>
/// Veo on Vertex AI: asked about by a POST, the operation's name in its body, and answered with the clip itself unless a bucket was
/// named.
/// </summary>
internal sealed class VertexVeoWire(VertexPlace place, string? bucket, ServiceErrors errors) : VeoWire(errors)
{
    public override Uri SubmitAddress(VideoRequest request) =>
        place.Endpoint.Resolve($"{place.ModelPath(request.Model)}:predictLongRunning");

    public override bool Owns(string operationName) => VertexOperationName.IsVeo(operationName);

    /// <inheritdoc/>
    /// <remarks>Each answer after the end holds the whole clip: a look may take as long as a download.</remarks>
    public override FreeCall Look(string operationName)
    {
        string location = VertexOperationName.LocationOf(operationName);
        string model = VertexOperationName.ModelOf(operationName);
        string path = place.Project is null ? model[model.IndexOf("publishers/", StringComparison.Ordinal)..] : model;
        ServiceEndpoint endpoint = place.Project is null ? place.Endpoint : place.At(location);
        string json = $$"""{"operationName":{{JsonText.Quote(operationName)}}}""";
        return new FreeCall(HttpMethod.Post, endpoint.Resolve($"{path}:fetchPredictOperation"), json) { Limit = CallTimeouts.Download };
    }

    /// <inheritdoc/>
    /// <remarks>Whether a clip has sound is asked there, and the catalog's prices are those with sound.</remarks>
    protected override void WriteParameters(RequestWriter writer)
    {
        Utf8JsonWriter json = writer.Json;
        json.WriteBoolean("generateAudio", true);
        if (bucket is not null)
        {
            json.WriteString("storageUri", bucket);
        }
    }
}
