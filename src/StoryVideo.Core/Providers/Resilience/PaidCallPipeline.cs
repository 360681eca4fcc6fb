using Polly;
using Polly.Retry;

namespace StoryVideo.Providers.Resilience;

/// <summary>
/// How calls that cost money are tried: again only while it is certain that nothing reached the server. Everything else
/// is one attempt, because no provider here has an idempotency key and a second attempt may be a second bill.
/// </summary>
internal static class PaidCallPipeline
{
    /// <summary>
    /// First attempt included. A few seconds bridge a Wi-Fi change; a longer outage is the operator's to see.
    /// </summary>
    public const int Attempts = 4;

    public static ResiliencePipeline Create(TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<RequestNotSentException>(),
                MaxRetryAttempts = Attempts - 1,
                Delay = TimeSpan.FromSeconds(1),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
}
