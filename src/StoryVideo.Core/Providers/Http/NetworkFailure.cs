using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Http;

/// <summary>Tells a network that failed from a caller who stopped, and from everything else.</summary>
internal static class NetworkFailure
{
    public static bool Is(Exception e, CancellationToken caller) =>
        e is HttpRequestException or IOException or CredentialException { MayPass: true }
        || (e is OperationCanceledException && !caller.IsCancellationRequested);

    public static TransientFailureException From(Exception e) => e is CredentialException
        ? new TransientFailureException(e.Message.TrimEnd('.'), e) { Code = "credentials-unreachable" }
        : e is OperationCanceledException ? new TransientFailureException("it gave no answer within the time limit", e) { Code = "timeout" }
        : new TransientFailureException($"the connection failed ({(e.InnerException ?? e).Message.TrimEnd('.')})", e)
        {
            Code = "network",
        };
}
