using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Gemini;

/// <summary>Tells a network that failed from a caller who stopped, and from everything else.</summary>
internal static class NetworkFailure
{
    public static bool Is(Exception e, CancellationToken caller) =>
        e is HttpRequestException or IOException
        || (e is OperationCanceledException && !caller.IsCancellationRequested);

    public static TransientFailureException From(Exception e) => e is OperationCanceledException
        ? new TransientFailureException("it gave no answer within the time limit", e) { Code = "timeout" }
        : new TransientFailureException($"the connection failed ({(e.InnerException ?? e).Message.TrimEnd('.')})", e)
        {
            Code = "network",
        };
}
