using Polly;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Gemini;

/// <summary>GET calls of the API's JSON: tried again while the failure may pass.</summary>
internal sealed class FreeCalls(GeminiTransport transport, ResiliencePipeline free)
{
    /// <summary>
    /// Returns an answer that will not change by asking again: a success that is usable, or a definite refusal.
    /// </summary>
    /// <param name="path">Below the API's version.</param>
    /// <param name="isUsable">Whether a success holds what was asked for; a proxy's login page does not.</param>
    /// <param name="cancellationToken">Stops attempts and pauses.</param>
    /// <exception cref="TransientFailureException">No attempt got such an answer.</exception>
    /// <exception cref="OperationCanceledException">The caller stopped.</exception>
    public async Task<GeminiReply> GetAsync(
        string path,
        Func<GeminiReply, bool> isUsable,
        CancellationToken cancellationToken) =>
        await free.ExecuteAsync(async token => await TryAsync(path, isUsable, token), cancellationToken);

    private async Task<GeminiReply> TryAsync(
        string path,
        Func<GeminiReply, bool> isUsable,
        CancellationToken cancellationToken)
    {
        using CallLimit limit = new(GeminiTimeouts.Poll, transport.Time, cancellationToken);
        GeminiReply reply;
        try
        {
            Uri uri = transport.Endpoint.Resolve(path);
            using HttpResponseMessage response = await transport.SendAsync(HttpMethod.Get, uri, null, limit.Token);
            reply = await transport.ReadAsync(response, limit.Token);
        }
        catch (Exception e) when (NetworkFailure.Is(e, cancellationToken))
        {
            throw NetworkFailure.From(e);
        }

        if (reply.IsTransient || (reply.IsSuccess && !isUsable(reply)))
        {
            string what = reply.IsSuccess ? "an answer that cannot be read" : $"status {reply.Status}";
            throw new TransientFailureException($"it gave {what}{GeminiErrors.Quote(reply.Error?.Message)}")
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
