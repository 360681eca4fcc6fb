using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// How long "there is no such thing" is not believed. A provider that does not know an operation may have been asked with
/// another project's key, or by a part of it that has not heard of it yet: only after its own time of keeping is a clip lost.
/// </summary>
internal static class Keeping
{
    /// <summary>What the Gemini API keeps, for models whose time is not known.</summary>
    private static readonly TimeSpan s_usual = TimeSpan.FromHours(48);

    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(1);

    /// <summary>Whether the provider no longer keeps what came of the take. What cost nothing is not waited for.</summary>
    public static bool IsOver(RunContext run, Take take)
    {
        TimeSpan kept = run.Studio.Catalog.Find(take.Model, take.Provider)?.ResultRetention ?? TimeSpan.Zero;
        return take.CostUsd == 0 || Age(run, take) >= (kept > TimeSpan.Zero ? kept : s_usual);
    }

    /// <summary>Whether the take was sent only just now.</summary>
    public static bool IsFresh(RunContext run, Take take) => Age(run, take) < s_fresh;

    private static TimeSpan Age(RunContext run, Take take) => run.Time.GetUtcNow() - (take.SentAt ?? take.CreatedAt);
}
