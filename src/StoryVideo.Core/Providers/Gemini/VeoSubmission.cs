using Polly;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Gemini;

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
internal sealed class VeoSubmission(
    GeminiTransport transport,
    SubmitAnswer answer,
    GeminiErrors errors,
    ResiliencePipeline paid)
{
    public async Task<SubmitOutcome> SendAsync(VideoRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        try
        {
            return await paid.ExecuteAsync(async token => await TryAsync(request, leaving, token), cancellationToken);
        }
        catch (RequestNotSentException e)
        {
            return new SubmitOutcome.NotSent(errors.Create(
                "not-connected",
                $"The Gemini API at {transport.Endpoint} could not be reached: {e.Message} Nothing was sent and "
                + "nothing was charged. Check the network and GOOGLE_GEMINI_BASE_URL, then run again.",
                Charge.None));
        }
        catch (OperationCanceledException)
        {
            // Attempts themselves never throw it: the caller stopped before the first or between two of them.
            return Cancelled();
        }
    }

    private async Task<SubmitOutcome> TryAsync(VideoRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        VeoRequestContent content;
        try
        {
            content = new VeoRequestContent(request, leaving);
        }
        catch (ReferenceFileException e)
        {
            return ReferenceProblem(e);
        }

        using (content)
        {
            return await TryAsync(request, content, cancellationToken);
        }
    }

    private async Task<SubmitOutcome> TryAsync(
        VideoRequest request,
        VeoRequestContent content,
        CancellationToken cancellationToken)
    {
        using CallLimit limit = new(
            GeminiTimeouts.Submit,
            transport.Time,
            cancellationToken,
            () => content.Progress == SendProgress.Complete ? GeminiTimeouts.AnswerAfterCancel : TimeSpan.Zero);
        try
        {
            Uri uri = transport.Endpoint.Resolve(GeminiPaths.Submit(request.Model));
            using HttpResponseMessage response = await transport.SendAsync(HttpMethod.Post, uri, content, limit.Token);
            return answer.Read(await transport.ReadAsync(response, limit.Token), request);
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
                $"The submission was sent and its answer was lost: {Reason(e)}. {SubmitAnswer.MayBePaid}",
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
