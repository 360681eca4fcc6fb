using Polly;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Http;

/// <summary>Questions to a service: tried again while the failure may pass.</summary>
internal sealed class FreeCalls(ServiceTransport transport, ResiliencePipeline free)
{
    /// <summary>
    /// Returns an answer that will not change by asking again: a success that is usable, or a definite refusal.
    /// </summary>
    /// <param name="call">What is asked.</param>
    /// <param name="isUsable">Whether a success holds what was asked for; a proxy's login page does not.</param>
    /// <param name="cancellationToken">Stops attempts and pauses.</param>
    /// <exception cref="TransientFailureException">No attempt got such an answer.</exception>
    /// <exception cref="CredentialException">There is no key to be had, and waiting does not mend it.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped.</exception>
    public async Task<ServiceReply> AskAsync(
        FreeCall call,
        Func<ServiceReply, bool> isUsable,
        CancellationToken cancellationToken) =>
        await free.ExecuteAsync(async token => await TryAsync(call, isUsable, token), cancellationToken);

    private async Task<ServiceReply> TryAsync(
        FreeCall call,
        Func<ServiceReply, bool> isUsable,
        CancellationToken cancellationToken)
    {
        using CallLimit limit = new(call.Limit, transport.Time, cancellationToken);
        ServiceReply reply;
        try
        {
            using HttpContent? content = call.Content();
            using HttpResponseMessage response = await transport.SendAsync(call.Method, call.Address, content, limit.Token);
            reply = await transport.ReadAsync(response, limit.Token);
        }
        catch (Exception e) when (NetworkFailure.Is(e, cancellationToken))
        {
            throw NetworkFailure.From(e);
        }

        if (reply.IsTransient || (reply.IsSuccess && !isUsable(reply)))
        {
            string what = reply.IsSuccess ? "an answer that cannot be read" : $"status {reply.Status}";
            throw new TransientFailureException($"it gave {what}{ServiceErrors.Quote(reply.Error?.Message)}")
            {
                Code = reply.IsSuccess ? "answer-unreadable" : reply.Status == 429 ? "throttled" : "server-error",
                HttpStatus = reply.Status,
                Raw = reply.Body,
                RetryAfter = reply.Error?.RetryDelay ?? reply.RetryAfter,
            };
        }

        return reply;
    }
}
