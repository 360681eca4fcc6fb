namespace StoryVideo.Providers.Http;

/// <summary>What a 429 on a submission means: wait, or stop for today.</summary>
internal static class QuotaAnswer
{
    /// <summary>Where the service names no pause: its quotas are counted by the minute.</summary>
    private static readonly TimeSpan s_usualPause = TimeSpan.FromMinutes(1);

    /// <summary>"Wait 0 s" would hammer a service that just complained.</summary>
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromSeconds(1);

    public static SubmitOutcome Read(ServiceProfile profile, ServiceErrors errors, ServiceReply reply)
    {
        string words = ServiceErrors.Quote(reply.Error?.Message);
        if (reply.Error is { IsWithoutBilling: true })
        {
            return new SubmitOutcome.RunStopped(errors.Create(
                "billing-not-enabled",
                $"The key's {profile.KeyOwner} has no paid quota for this model (429). Nothing was charged. Turn on billing for "
                + $"it, then run again; the queue is intact{words}.",
                Charge.None,
                reply.Status,
                reply.Body));
        }

        if (reply.Error is { IsDailyQuota: true })
        {
            return new SubmitOutcome.RunStopped(errors.Create(
                "quota-per-day",
                $"The day's quota of the key's {profile.KeyOwner} is used up (429). Nothing was charged. Run again after "
                + $"{profile.DayBegins}; the queue is intact{words}.",
                Charge.None,
                reply.Status,
                reply.Body));
        }

        TimeSpan pause = reply.Error?.RetryDelay ?? reply.RetryAfter ?? s_usualPause;
        pause = pause < s_shortestPause ? s_shortestPause : pause;
        ProviderError error = errors.Create(
            "quota-per-minute",
            $"{profile.Title} takes no more submissions for the moment (429). Nothing was charged. All shots wait "
            + $"{Math.Ceiling(pause.TotalSeconds):0} s{words}.",
            Charge.None,
            reply.Status,
            reply.Body);
        return new SubmitOutcome.Throttled(error, pause);
    }
}
