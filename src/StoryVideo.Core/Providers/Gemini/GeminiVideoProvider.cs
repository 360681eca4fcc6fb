using Polly;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// Veo on the Gemini API. Safe for use by many shots at once. A submission never throws, not even when it is cancelled:
/// before the request has left whole that is <see cref="SubmitOutcome.Rejected"/> with the code
/// <c>cancelled-before-sending</c> and no charge, after it the answer is awaited some seconds longer. The free calls
/// throw <see cref="OperationCanceledException"/> when they are cancelled and nothing else.
/// </summary>
public sealed class GeminiVideoProvider : IVideoProvider, IDisposable
{
    private readonly GeminiTransport _transport;
    private readonly GeminiErrors _errors;
    private readonly SubmitAnswer _answer;
    private readonly VeoSubmission _submission;
    private readonly FreeCalls _calls;
    private readonly OperationReader _operations;
    private readonly ClipDownload _download;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Address, key, and who comes after a retired model.</param>
    /// <param name="time">The clock of time limits, pauses and dates.</param>
    public GeminiVideoProvider(GeminiOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _transport = new GeminiTransport(options, time);
        _errors = new GeminiErrors(options.Key);
        ResiliencePipeline free = FreeCallPipeline.Create(time, text => options.Notice?.Invoke(_errors.Scrub(text)));
        _answer = new SubmitAnswer(_errors, options.SuccessorOf);
        _submission = new VeoSubmission(_transport, _answer, _errors, PaidCallPipeline.Create(time));
        _calls = new FreeCalls(_transport, free);
        _operations = new OperationReader(_errors);
        _download = new ClipDownload(_transport, _errors, free);
    }

    public string Name => "gemini";

    public string Describe(VideoRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Uri uri = _transport.Endpoint.Resolve(GeminiPaths.Submit(request.Model));
        return $"POST {uri}\n{VeoRequestBody.Describe(request)}";
    }

    public Task<SubmitOutcome> SubmitAsync(VideoRequest request, CancellationToken cancellationToken) =>
        SubmitAsync(request, static () => Task.CompletedTask, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><paramref name="leaving"/> is awaited when all but the last piece of the body is with the network.</remarks>
    public async Task<SubmitOutcome> SubmitAsync(VideoRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(leaving);
        return _transport.HasKey
            ? await _submission.SendAsync(request, leaving, cancellationToken)
            : new SubmitOutcome.RunStopped(KeyMissing());
    }

    public async Task<PollOutcome> PollAsync(string operationName, CancellationToken cancellationToken)
    {
        if (!GeminiOperationName.IsValid(operationName))
        {
            return new PollOutcome.Gone(_errors.Create(
                "operation-name-invalid",
                "This is not the name of a Veo operation, which looks like models/MODEL/operations/ID. Nothing was "
                + "asked.",
                Charge.Possible));
        }

        if (!_transport.HasKey)
        {
            return new PollOutcome.Unreachable(KeyMissing(), IsRefused: true);
        }

        try
        {
            GeminiReply reply = await _calls.GetAsync(
                operationName,
                static r => ReadOperation(r) is not null,
                cancellationToken);
            return reply.IsSuccess ? _operations.Read(ReadOperation(reply)!, reply.Body)
                : reply.IsNotFound ? new PollOutcome.Gone(OperationGone(reply))
                : new PollOutcome.Unreachable(PollRefused(reply), IsRefused: true);
        }
        catch (TransientFailureException e)
        {
            return new PollOutcome.Unreachable(_errors.Create(
                e.Code,
                $"The Gemini API could not be asked about the clip: {e.Message}. It goes on being made; run again to "
                + "ask again, which is free.",
                Charge.Possible,
                e.HttpStatus,
                e.Raw), e.RetryAfter);
        }
    }

    public async Task<DownloadOutcome> DownloadAsync(
        GeneratedVideo video,
        Stream destination,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(destination);
        return !_transport.HasKey ? new DownloadOutcome.Interrupted(KeyMissing())
            : ResultLocation.TryResolve(_transport.Endpoint, video.Uri, out Uri? address, out string? problem)
                ? await _download.FetchAsync(address, destination, cancellationToken)
                : new DownloadOutcome.Refused(_errors.Create(
                    "download-address-refused",
                    $"The clip's address is not one to fetch from: {problem}. It was generated and charged; the "
                    + "address is kept with the take.",
                    Charge.Full,
                    raw: video.Uri));
    }

    public async Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken)
    {
        if (!_transport.HasKey)
        {
            return new ModelAvailability.Denied(KeyMissing());
        }

        try
        {
            GeminiReply reply = await _calls.GetAsync(
                GeminiPaths.Model(model),
                static r => ReadModel(r) is not null,
                cancellationToken);
            return reply switch
            {
                { IsSuccess: true } => new ModelAvailability.Available(),
                { IsNotFound: true } => new ModelAvailability.NotOffered(_answer.ModelMissing(reply, model)),
                { IsKeyRefused: true } or { Status: 403 } =>
                    new ModelAvailability.Denied(ModelRefused("key-refused", reply)),
                _ => new ModelAvailability.Unknown(ModelRefused("model-unchecked", reply)),
            };
        }
        catch (TransientFailureException e)
        {
            return new ModelAvailability.Unknown(_errors.Create(
                e.Code,
                $"The Gemini API could not be asked about the model {model}: {e.Message}. Nothing was charged.",
                Charge.None,
                e.HttpStatus,
                e.Raw));
        }
    }

    public void Dispose() => _transport.Dispose();

    private static WireOperation? ReadOperation(GeminiReply reply) =>
        GeminiJson.TryRead(reply.Body, GeminiJson.Default.WireOperation) is { Name: not null } operation
            ? operation
            : null;

    private static WireModel? ReadModel(GeminiReply reply) =>
        GeminiJson.TryRead(reply.Body, GeminiJson.Default.WireModel) is { Name: not null } model ? model : null;

    private ProviderError KeyMissing() => _errors.Create(
        "key-missing",
        "There is no key for the Gemini API. Nothing was asked and nothing was charged. Set GOOGLE_API_KEY (or "
        + "GEMINI_API_KEY), or make the clip for free with the provider Rehearsal.",
        Charge.None);

    private ProviderError OperationGone(GeminiReply reply) => _errors.Create(
        "operation-not-found",
        "The Gemini API no longer knows the operation (404): it is older than two days or belongs to another "
        + $"project's key. The clip may have been charged{GeminiErrors.Quote(reply.Error?.Message)}.",
        Charge.Possible,
        reply.Status,
        reply.Body);

    private ProviderError PollRefused(GeminiReply reply) => _errors.Create(
        reply.IsKeyRefused || reply.Status == 403 ? "key-refused" : "poll-refused",
        $"The Gemini API refused to answer about the clip ({reply.Status}). It goes on being made. Check "
        + "GOOGLE_API_KEY or GEMINI_API_KEY, then run again to ask again, which is "
        + $"free{GeminiErrors.Quote(reply.Error?.Message)}.",
        Charge.Possible,
        reply.Status,
        reply.Body);

    private ProviderError ModelRefused(string code, GeminiReply reply) => _errors.Create(
        code,
        $"The Gemini API refused to answer about the model ({reply.Status}). Nothing was charged. Check "
        + $"GOOGLE_API_KEY or GEMINI_API_KEY{GeminiErrors.Quote(reply.Error?.Message)}.",
        Charge.None,
        reply.Status,
        reply.Body);
}
