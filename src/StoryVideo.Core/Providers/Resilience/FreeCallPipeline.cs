using System.Globalization;
using Polly;
using Polly.Retry;

namespace StoryVideo.Providers.Resilience;

/// <summary>
/// How free calls are tried: again after every <see cref="TransientFailureException"/>, as the server asks or with
/// growing pauses. Attempts are limited, since whoever polls comes back anyway and must hear that the provider is out
/// of reach.
/// </summary>
internal static class FreeCallPipeline
{
    /// <summary>First attempt included.</summary>
    public const int Attempts = 4;

    /// <summary>
    /// A server that asks for a longer pause is left to the caller, who has other things to do meanwhile.
    /// </summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>A pipeline.</summary>
    /// <param name="time">The clock of its pauses.</param>
    /// <param name="say">Told of every further attempt before it is waited for: why, and for how long.</param>
    public static ResiliencePipeline Create(TimeProvider time, Action<string>? say = null) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<TransientFailureException>(
                    static e => e.RetryAfter is null || e.RetryAfter <= LongestPause),
                MaxRetryAttempts = Attempts - 1,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = LongestPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = static arguments =>
                    ValueTask.FromResult((arguments.Outcome.Exception as TransientFailureException)?.RetryAfter),
                OnRetry = arguments =>
                {
                    say?.Invoke(Again(arguments));
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    private static string Again(OnRetryArguments<object> arguments) => string.Create(
        CultureInfo.InvariantCulture,
        $"A free question is asked again in {arguments.RetryDelay.TotalSeconds:0.#} s: {arguments.Outcome.Exception?.Message}.");
}
