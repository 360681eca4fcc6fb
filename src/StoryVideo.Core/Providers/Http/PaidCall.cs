using Polly;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Http;

/// <summary>
/// The paid call. It is tried again only while not one byte of its body has left; from then on every end has a defined
/// outcome, and none is an exception:
/// <list type="bullet">
/// <item>the body never left whole: certainly free, since half a JSON text starts nothing;</item>
/// <item>the body left whole and the answer was lost: uncertain;</item>
/// <item>
/// the caller cancels: free as long as the body has not left whole; after that the answer is awaited a little longer,
/// so that the operation's name is not thrown away with the clip that it names.
/// </item>
/// </list>
/// </summary>
internal sealed class PaidCall(
    ServiceTransport transport,
    ServiceProfile profile,
    ServiceErrors errors,
    ResiliencePipeline paid)
{
    /// <summary>How long an answer is still awaited once the caller has cancelled and the whole request has left.</summary>
    public TimeSpan AnswerAfterCancel { get; init; } = CallTimeouts.AnswerAfterCancel;

    /// <inheritdoc cref="SubmitAnswer.MayBePaid"/>
    public string MayBePaid { get; init; } = SubmitAnswer.MayBePaid;

    /// <summary>Sends once, and reads what came of it.</summary>
    /// <param name="address">Where.</param>
    /// <param name="body">What.</param>
    /// <param name="read">What an answer means.</param>
    /// <param name="leaving">Awaited before the last piece leaves.</param>
    /// <param name="cancellationToken">Breaks off what has not left whole.</param>
    public Task<SubmitOutcome> SendAsync(
        Uri address,
        RequestBody body,
        Func<ServiceReply, SubmitOutcome> read,
        Func<Task> leaving,
        CancellationToken cancellationToken) => SendAsync(
            address, body, async (response, token) => read(await transport.ReadAsync(response, token)), leaving, cancellationToken);

    /// <inheritdoc cref="SendAsync(Uri, RequestBody, Func{ServiceReply, SubmitOutcome}, Func{Task}, CancellationToken)"/>
    /// <remarks>Here the answer is read by who knows what it holds.</remarks>
    public async Task<SubmitOutcome> SendAsync(
        Uri address,
        RequestBody body,
        Func<HttpResponseMessage, CancellationToken, Task<SubmitOutcome>> read,
        Func<Task> leaving,
        CancellationToken cancellationToken)
    {
        try
        {
            return await paid.ExecuteAsync(async token => await TryAsync(address, body, read, leaving, token), cancellationToken);
        }
        catch (RequestNotSentException e)
        {
            return new SubmitOutcome.NotSent(errors.Create(
                "not-connected",
                $"{profile.Title} at {transport.Endpoint} could not be reached: {e.Message} Nothing was sent and "
                + $"nothing was charged. Check the network and {profile.AddressVariable}, then run again.",
                Charge.None));
        }
        catch (OperationCanceledException)
        {
            // Attempts themselves never throw it: the caller stopped before the first or between two of them.
            return Cancelled();
        }
    }

    private async Task<SubmitOutcome> TryAsync(
        Uri address,
        RequestBody body,
        Func<HttpResponseMessage, CancellationToken, Task<SubmitOutcome>> read,
        Func<Task> leaving,
        CancellationToken cancellationToken)
    {
        RequestContent content;
        try
        {
            content = new RequestContent(body, leaving);
        }
        catch (ReferenceFileException e)
        {
            return ReferenceProblem(e);
        }

        using (content)
        {
            return await TryAsync(address, content, read, cancellationToken);
        }
    }

    private async Task<SubmitOutcome> TryAsync(
        Uri address,
        RequestContent content,
        Func<HttpResponseMessage, CancellationToken, Task<SubmitOutcome>> read,
        CancellationToken cancellationToken)
    {
        using CallLimit limit = new(
            CallTimeouts.Submit,
            transport.Time,
            cancellationToken,
            () => content.Progress == SendProgress.Complete ? AnswerAfterCancel : TimeSpan.Zero);
        try
        {
            using HttpResponseMessage response = await transport.SendAsync(HttpMethod.Post, address, content, limit.Token);
            return await read(response, limit.Token);
        }
        catch (Exception e)
        {
            // Whatever the HTTP stack throws, a request that may have been paid must come out as an outcome.
            return Lost(e, content.Progress, cancellationToken.IsCancellationRequested);
        }
    }

    private SubmitOutcome Lost(Exception e, SendProgress progress, bool isCancelled)
    {
        if (progress == SendProgress.Complete)
        {
            return new SubmitOutcome.Uncertain(errors.Create(
                "answer-lost",
                $"The submission was sent and its answer was lost: {Reason(e)}. {MayBePaid}",
                Charge.Possible));
        }

        if ((e as ReferenceFileException ?? e.InnerException as ReferenceFileException) is { } reference)
        {
            return ReferenceProblem(reference);
        }

        if (isCancelled)
        {
            return Cancelled();
        }

        if (e is CredentialException credential)
        {
            return credential.MayPass
                ? throw new RequestNotSentException(credential.Message, credential)
                : new SubmitOutcome.RunStopped(errors.Create(
                    "key-refused", $"{credential.Message} Nothing was sent and nothing was charged.", Charge.None));
        }

        return progress == SendProgress.NotStarted
            ? throw new RequestNotSentException($"{Reason(e)}.", e)
            : new SubmitOutcome.Rejected(errors.Create(
                "cut-while-sending",
                $"The connection broke before the request had left whole: {Reason(e)}. Nothing was charged, as half a "
                + "request starts nothing. Run again to submit it; smaller reference images make this rarer.",
                Charge.None), MayPass: true);
    }

    private SubmitOutcome.Rejected ReferenceProblem(ReferenceFileException e) => new(errors.Create(
        "reference-unreadable",
        $"{e.Message} Nothing was charged. Restore or re-make the image and run again.",
        Charge.None), MayPass: true);

    private SubmitOutcome.Rejected Cancelled() => new(errors.Create(
        "cancelled-before-sending",
        "Stopped before the request had left. Nothing was charged. Run again to submit it.",
        Charge.None), MayPass: true);

    private static string Reason(Exception e) => e switch
    {
        OperationCanceledException => "the time limit passed",
        HttpRequestException { InnerException: Exception inner } => inner.Message.TrimEnd('.'),
        _ => e.Message.TrimEnd('.'),
    };
}
