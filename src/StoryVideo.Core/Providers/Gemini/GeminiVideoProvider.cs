using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>Veo and Omni on the Gemini API.</summary>
public sealed class GeminiVideoProvider : HttpVideoProvider
{
    /// <summary>As written in the catalog and in the ledger.</summary>
    public const string ProviderName = "gemini";

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Address, key, and who comes after a retired model.</param>
    /// <param name="time">The clock of time limits, pauses and dates.</param>
    public GeminiVideoProvider(GeminiOptions options, TimeProvider time)
        : base(SetupOf(options), time)
    {
    }

    /// <summary>The service as it is spoken to, whatever it makes.</summary>
    internal static ServiceSetup SetupOf(GeminiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        KeyCredential? credential = options.Key is null ? null : new KeyCredential(options.Key, "x-goog-api-key");
        ServiceErrors errors = new(credential);
        ResultLocation places = new(options.Endpoint);
        return new ServiceSetup
        {
            Provider = ProviderName,
            Profile = GeminiProfile.Of(),
            Endpoint = options.Endpoint,
            Credential = credential,
            Wires = [new GeminiVeoWire(options.Endpoint, errors), new GeminiInteractionsWire(options.Endpoint, places, errors)],
            WireOf = options.WireOf,
            ModelAddress = model => options.Endpoint.Resolve(GeminiPaths.Model(model)),
            IsModel = static body => JsonAnswer.TryRead(body, GoogleJson.Default.WireModel) is { Name: not null },
            Places = places,
            SuccessorOf = options.SuccessorOf,
            Notice = options.Notice,
            Handler = options.Handler,
        };
    }
}
