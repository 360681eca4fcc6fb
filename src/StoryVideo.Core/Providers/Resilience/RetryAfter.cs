using System.Net.Http.Headers;

namespace StoryVideo.Providers.Resilience;

/// <summary>Reads the <c>Retry-After</c> header in both of its spellings.</summary>
internal static class RetryAfter
{
    /// <summary>
    /// The pause that the server asks for; null where it does not ask, zero where its date has passed.
    /// </summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider time)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        TimeSpan? pause = header?.Delta ?? header?.Date - time.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }
}
