using Polly;
using StoryVideo.Providers.Http;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// <c>generateContent</c>, whatever it is asked for: a paid call whose answer carries the result. It never throws, not even when it
/// is cancelled: before the request has left whole that is <see cref="SubmitOutcome.Rejected"/> and free, after it the answer is
/// awaited a while longer.
/// </summary>
internal sealed class ContentCall : IDisposable
{
    private readonly ServiceEndpoint _endpoint;
    private readonly ServiceTransport _transport;
    private readonly ServiceSentences _say;
    private readonly SubmitAnswer _refusals;
    private readonly PaidCall _call;
    private readonly ModelQuestion _models;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Address, key, and who comes after a retired model.</param>
    /// <param name="time">The clock of time limits and pauses.</param>
    /// <param name="result">What is made, with its article: <c>an image</c>.</param>
    public ContentCall(GeminiOptions options, TimeProvider time, string result)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ServiceSetup setup = GeminiVideoProvider.SetupOf(options);
        Errors = new ServiceErrors(setup.Credential);
        MayBePaid = $"It may have been charged, and {result} cannot be asked for again. It is not sent again by itself; look at the provider's "
            + "usage page, then write the take off (storyvideo resolve TAKE --write-off, Resolve-ShotTake -WriteOff).";
        _endpoint = options.Endpoint;
        _transport = new ServiceTransport(setup, time);
        _say = new ServiceSentences(setup.Profile, Errors);
        _refusals = new SubmitAnswer(setup.Profile, Errors, setup.SuccessorOf) { Uncertainty = MayBePaid };
        _call = new PaidCall(_transport, setup.Profile, Errors, PaidCallPipeline.Create(time))
        {
            AnswerAfterCancel = CallTimeouts.ResultAfterCancel,
            MayBePaid = MayBePaid,
        };
        ResiliencePipeline free = FreeCallPipeline.Create(time, text => setup.Notice?.Invoke(Errors.Scrub(text)));
        _models = new ModelQuestion(new FreeCalls(_transport, free), _refusals, _say)
        {
            Address = setup.ModelAddress,
            IsModel = setup.IsModel,
        };
    }

    public ServiceErrors Errors { get; }

    /// <summary>What is said where an answer was lost.</summary>
    public string MayBePaid { get; }

    /// <summary>The request as it would leave, images by their sizes.</summary>
    public string Describe(string model, Action<RequestWriter> write) => $"POST {AddressOf(model)}\n{RequestBody.Describe(write)}";

    /// <inheritdoc cref="RequestContent.WriteAsync"/>
    public async Task<OutgoingRequest?> WriteAsync(string model, Action<RequestWriter> write, CancellationToken cancellationToken) =>
        await RequestContent.WriteAsync(AddressOf(model), RequestBody.Compact(write), cancellationToken);

    public async Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) => _transport.HasKey
        ? await _models.AskAsync(model, cancellationToken)
        : new ModelAvailability.Denied(_say.KeyMissing());

    /// <param name="model">Who is asked.</param>
    /// <param name="write">Writes the body.</param>
    /// <param name="read">What a successful answer and its status mean.</param>
    /// <param name="leaving">Awaited when all but the last piece of the body is with the network.</param>
    /// <param name="cancellationToken">Breaks off what has not left whole.</param>
    public async Task<SubmitOutcome> SendAsync(
        string model,
        Action<RequestWriter> write,
        Func<ReadOnlyMemory<byte>, int, SubmitOutcome> read,
        Func<Task> leaving,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(leaving);
        return _transport.HasKey
            ? await _call.SendAsync(
                AddressOf(model), RequestBody.Compact(write), (response, token) => ReadAsync(response, model, read, token), leaving, cancellationToken)
            : new SubmitOutcome.RunStopped(_say.KeyMissing());
    }

    public void Dispose() => _transport.Dispose();

    private Uri AddressOf(string model) => _endpoint.Resolve(GeminiPaths.Generate(model));

    private async Task<SubmitOutcome> ReadAsync(
        HttpResponseMessage response, string model, Func<ReadOnlyMemory<byte>, int, SubmitOutcome> read, CancellationToken cancellationToken) =>
        response.IsSuccessStatusCode
            ? read(await ServiceTransport.ReadBytesAsync(response, cancellationToken), (int)response.StatusCode)
            : _refusals.ReadRefusal(await _transport.ReadAsync(response, cancellationToken), model);
}
