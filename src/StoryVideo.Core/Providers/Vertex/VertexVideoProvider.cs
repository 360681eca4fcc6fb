using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Vertex;

/// <summary>Veo and Omni on Vertex AI.</summary>
public sealed class VertexVideoProvider : HttpVideoProvider
{
    /// <summary>As written in the catalog and in the ledger.</summary>
    public const string ProviderName = "vertex";

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Place, credentials, and who comes after a retired model.</param>
    /// <param name="time">The clock of time limits, pauses and dates.</param>
    public VertexVideoProvider(VertexOptions options, TimeProvider time)
        : base(SetupOf(options), time)
    {
    }

    private static ServiceSetup SetupOf(VertexOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        VertexPlace place = options.Place;
        ServiceErrors errors = new(options.Credential);
        return new ServiceSetup
        {
            Provider = ProviderName,
            Profile = VertexProfile.Of(isExpress: place.Project is null),
            Endpoint = place.Endpoint,
            MayHaveKey = place.MayHaveKey,
            Credential = options.Credential,
            Wires = [new VertexVeoWire(place, options.Bucket, errors), new VertexInteractionsWire(place, options.Bucket, errors)],
            WireOf = options.WireOf,
            Refuse = model => place.Project is null && options.WireOf(model) == InteractionsWire.WireName
                ? $"{model} is not made in express mode, with an API key alone: set GOOGLE_CLOUD_PROJECT and use application-default credentials."
                : null,
            ModelAddress = model => place.Endpoint.Resolve("v1beta1", $"publishers/google/models/{Uri.EscapeDataString(model)}"),
            IsModel = static body => JsonAnswer.TryRead(body, GoogleJson.Default.WireModel) is { Name: not null },
            MayModelsBeHidden = true,
            Places = new VertexPlaces(place),
            SuccessorOf = options.SuccessorOf,
            Notice = options.Notice,
            Handler = options.Handler,
        };
    }
}
