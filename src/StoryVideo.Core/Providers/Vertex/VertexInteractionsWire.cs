using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Vertex;

/// <summary>Omni on Vertex AI, which has it in the location <c>global</c> only and lays clips into a bucket where one was named.</summary>
internal sealed class VertexInteractionsWire(VertexPlace place, string? bucket, ServiceErrors errors) : InteractionsWire(errors)
{
    private const string Version = "v1beta1";

    private string Parent => $"projects/{place.Project}/locations/{VertexPlace.Global}/interactions";

    public override Uri SubmitAddress(VideoRequest request) => place.At(VertexPlace.Global).Resolve(Version, Parent);

    public override bool Owns(string operationName) => VertexOperationName.IsInteraction(operationName);

    /// <inheritdoc/>
    /// <remarks>Asked about by a GET, other than Veo: a POST there is a 404.</remarks>
    public override FreeCall Look(string operationName) =>
        FreeCall.Get(place.At(VertexOperationName.LocationOf(operationName)).Resolve(Version, operationName)) with
        {
            Limit = CallTimeouts.Download,
        };

    protected override string NameOf(string id) => $"{Parent}/{id}";

    protected override void WriteDelivery(RequestWriter writer)
    {
        if (bucket is not null)
        {
            writer.Json.WriteString("delivery", "uri");
            writer.Json.WriteString("gcs_uri", bucket);
        }
    }
}
