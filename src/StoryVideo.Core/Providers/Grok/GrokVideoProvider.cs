using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Grok;

/// <summary>Grok Imagine at xAI: clips, and edits of clips.</summary>
public sealed class GrokVideoProvider : HttpVideoProvider, IVideoEditor
{
    /// <summary>As written in the catalog and in the ledger.</summary>
    public const string ProviderName = "grok";

    private readonly GrokVideoWire _wire;
    private readonly ServiceErrors _errors;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Address, key, and who comes after a retired model.</param>
    /// <param name="time">The clock of time limits, pauses and dates.</param>
    public GrokVideoProvider(GrokOptions options, TimeProvider time)
        : this(options, CredentialOf(options), time)
    {
    }

    private GrokVideoProvider(GrokOptions options, KeyCredential? credential, TimeProvider time)
        : this(options, credential, new ServiceErrors(credential), time)
    {
    }

    private GrokVideoProvider(GrokOptions options, KeyCredential? credential, ServiceErrors errors, TimeProvider time)
        : this(options, credential, errors, new GrokVideoWire(options.Endpoint, errors), time)
    {
    }

    private GrokVideoProvider(
        GrokOptions options, KeyCredential? credential, ServiceErrors errors, GrokVideoWire wire, TimeProvider time)
        : base(SetupOf(options, credential, wire), time)
    {
        _wire = wire;
        _errors = errors;
    }

    /// <inheritdoc/>
    public double LongestSeconds => 8.7;

    /// <inheritdoc/>
    public string Describe(EditRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return $"POST {_wire.EditAddress}\n{RequestBody.Describe(writer => GrokVideoWire.WriteEdit(writer, request))}";
    }

    /// <inheritdoc/>
    public async Task<SubmitOutcome> SubmitEditAsync(EditRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(leaving);
        return request.Clip.Seconds > LongestSeconds
            ? new SubmitOutcome.Rejected(_errors.Create(
                "clip-too-long",
                FormattableString.Invariant($"Grok edits clips of up to {LongestSeconds} seconds, and this one has {request.Clip.Seconds:0.#}. ")
                + "Nothing was sent and nothing was charged. Cut it shorter, or make a new take.",
                Charge.None))
            : await SendAsync(
                _wire,
                _wire.EditAddress,
                RequestBody.Compact(writer => GrokVideoWire.WriteEdit(writer, request)),
                request.Model,
                leaving,
                cancellationToken);
    }

    private static KeyCredential? CredentialOf(GrokOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Key is null ? null : new KeyCredential(options.Key, "Authorization", "Bearer ");
    }

    private static ServiceSetup SetupOf(GrokOptions options, KeyCredential? credential, GrokVideoWire wire) => new()
    {
        Provider = ProviderName,
        Profile = GrokProfile.Of(),
        Endpoint = options.Endpoint,
        Credential = credential,
        Wires = [wire],
        WireOf = static _ => GrokVideoWire.WireName,
        ModelAddress = model => options.Endpoint.Resolve($"video-generation-models/{Uri.EscapeDataString(model)}"),
        IsModel = static body => JsonAnswer.TryRead(body, GrokJson.Default.WireModel) is { Id: not null },
        Places = new WebPlaces(options.Endpoint),
        SuccessorOf = options.SuccessorOf,
        Notice = options.Notice,
        Handler = options.Handler,
    };
}
