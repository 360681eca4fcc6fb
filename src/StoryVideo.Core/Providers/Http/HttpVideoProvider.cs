using Polly;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Http;

/// <summary>
/// A service that is spoken to over HTTP, in one wire format or several. Safe for use by many shots at once. A submission never
/// throws, not even when it is cancelled: before the request has left whole that is <see cref="SubmitOutcome.Rejected"/> with the
/// code <c>cancelled-before-sending</c> and no charge, after it the answer is awaited some seconds longer. The free calls throw
/// <see cref="OperationCanceledException"/> when they are cancelled and nothing else.
/// </summary>
public abstract class HttpVideoProvider : IVideoProvider, IDisposable
{
    private readonly ServiceSetup _setup;
    private readonly ServiceTransport _transport;
    private readonly ServiceErrors _errors;
    private readonly ServiceSentences _say;
    private readonly SubmitAnswer _answer;
    private readonly PaidCall _submission;
    private readonly FreeCalls _calls;
    private readonly ModelQuestion _models;
    private readonly ClipDownload _download;

    /// <summary>Opens no connection yet.</summary>
    private protected HttpVideoProvider(ServiceSetup setup, TimeProvider time)
    {
        _setup = setup;
        _transport = new ServiceTransport(setup, time);
        _errors = new ServiceErrors(setup.Credential);
        _say = new ServiceSentences(setup.Profile, _errors);
        ResiliencePipeline free = FreeCallPipeline.Create(time, text => setup.Notice?.Invoke(_errors.Scrub(text)));
        _answer = new SubmitAnswer(setup.Profile, _errors, setup.SuccessorOf);
        _submission = new PaidCall(_transport, setup.Profile, _errors, PaidCallPipeline.Create(time));
        _calls = new FreeCalls(_transport, free);
        _models = new ModelQuestion(_calls, _answer, _say)
        {
            Address = setup.ModelAddress,
            IsModel = setup.IsModel,
            MayBeHidden = setup.MayModelsBeHidden,
        };
        _download = new ClipDownload(_transport, setup.Profile, _errors, free);
    }

    public string Name => _setup.Provider;

    public string Describe(VideoRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        IVideoWire wire = WireFor(request.Model);
        return $"POST {wire.SubmitAddress(request)}\n{RequestBody.Describe(writer => wire.Write(writer, request))}";
    }

    public async Task<OutgoingRequest?> WriteAsync(VideoRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        IVideoWire wire = WireFor(request.Model);
        return await RequestContent.WriteAsync(
            wire.SubmitAddress(request), RequestBody.Compact(writer => wire.Write(writer, request)), cancellationToken);
    }

    public Task<SubmitOutcome> SubmitAsync(VideoRequest request, CancellationToken cancellationToken) =>
        SubmitAsync(request, static () => Task.CompletedTask, cancellationToken);

    /// <inheritdoc/>
    /// <remarks><paramref name="leaving"/> is awaited when all but the last piece of the body is with the network.</remarks>
    public async Task<SubmitOutcome> SubmitAsync(VideoRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(leaving);
        if (_setup.Refuse(request.Model) is { } refusal)
        {
            return new SubmitOutcome.RunStopped(_say.ModelNotForKey(refusal));
        }

        IVideoWire wire = WireFor(request.Model);
        return await SendAsync(
            wire,
            wire.SubmitAddress(request),
            RequestBody.Compact(writer => wire.Write(writer, request)),
            request.Model,
            leaving,
            cancellationToken);
    }

    /// <summary>Sends a paid request of any kind, at most once, and reads what came of it.</summary>
    private protected async Task<SubmitOutcome> SendAsync(
        IVideoWire wire, Uri address, RequestBody body, string model, Func<Task> leaving, CancellationToken cancellationToken) =>
        _transport.HasKey
            ? await _submission.SendAsync(address, body, reply => _answer.Read(reply, wire, model), leaving, cancellationToken)
            : new SubmitOutcome.RunStopped(_say.KeyMissing());

    public async Task<PollOutcome> PollAsync(string operationName, CancellationToken cancellationToken)
    {
        if (WireOf(operationName) is not { } wire)
        {
            return new PollOutcome.Gone(_say.OperationNameInvalid());
        }

        if (!_transport.HasKey)
        {
            return new PollOutcome.Unreachable(_say.KeyMissing(), IsRefused: true);
        }

        try
        {
            ServiceReply reply = await _calls.AskAsync(
                wire.Look(operationName), r => wire.Read(operationName, r.Body) is not null, cancellationToken);
            return !reply.IsSuccess
                ? wire.IsGone(reply) ? new PollOutcome.Gone(_say.OperationGone(reply))
                    : new PollOutcome.Unreachable(_say.PollRefused(reply), IsRefused: true)
                : await ReadyAsync(wire, wire.Read(operationName, reply.Body)!, cancellationToken);
        }
        catch (TransientFailureException e)
        {
            return new PollOutcome.Unreachable(_say.PollFailed(e), e.RetryAfter);
        }
        catch (CredentialException e)
        {
            return new PollOutcome.Unreachable(_say.NoCredential(e, Charge.Possible), IsRefused: true);
        }
    }

    public async Task<DownloadOutcome> DownloadAsync(
        GeneratedVideo video,
        Stream destination,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(destination);
        if (!_transport.HasKey)
        {
            return new DownloadOutcome.Interrupted(_say.KeyMissing());
        }

        if (InlineClip.OperationOf(video) is { } operation && WireOf(operation) is { } wire)
        {
            return await _download.FetchAsync(wire.Look(operation), isInside: true, destination, cancellationToken);
        }

        return _setup.Places.TryResolve(video.Uri, out Uri? address, out string? problem)
            ? await _download.FetchAsync(FreeCall.Get(address), isInside: false, destination, cancellationToken)
            : new DownloadOutcome.Refused(_say.AddressRefused(problem, video.Uri));
    }

    public async Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) =>
        !_transport.HasKey ? new ModelAvailability.Denied(_say.KeyMissing())
        : _setup.Refuse(model) is { } refusal ? new ModelAvailability.NotOffered(_say.ModelNotForKey(refusal))
        : await _models.AskAsync(model, cancellationToken);

    public void Dispose()
    {
        _transport.Dispose();
        GC.SuppressFinalize(this);
    }

    private IVideoWire WireFor(string model)
    {
        string? name = _setup.WireOf(model);
        return _setup.Wires.FirstOrDefault(w => w.Name == name) ?? _setup.Wires[0];
    }

    private IVideoWire? WireOf(string operationName) => _setup.Wires.FirstOrDefault(w => w.Owns(operationName));

    // A clip that is reported as made may still be laid ready; where nobody tells, fetching it will.
    private async Task<PollOutcome> ReadyAsync(IVideoWire wire, PollOutcome seen, CancellationToken cancellationToken)
    {
        if (seen is not PollOutcome.Generated generated || wire.LookAtFile(generated.Videos[0]) is not { } look)
        {
            return seen;
        }

        try
        {
            ServiceReply reply = await _calls.AskAsync(look, static _ => true, cancellationToken);
            return reply.IsSuccess && wire.IsFilePending(reply.Body) ? new PollOutcome.Running() : seen;
        }
        catch (TransientFailureException)
        {
            return seen;
        }
    }
}
