using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Checks;

/// <summary>
/// The takes of a shot's clip, each with what a judge says of it. A rehearsal is never weighed against what was paid for, and a
/// rehearsed judge, who has looked at nothing, says nothing of a paid clip.
/// </summary>
internal sealed class ScoredTakes
{
    private readonly List<ScoredTake> _scored;
    private readonly List<Take> _corrections;

    private ScoredTakes(ClipOnDisk? clip, Take? selected, List<Take> corrections, List<ScoredTake> scored, List<Take> unjudged)
    {
        Clip = clip;
        Selected = selected;
        Unjudged = unjudged;
        _corrections = corrections;
        _scored = scored;
    }

    /// <summary>The clip that the shot has; null for none.</summary>
    public ClipOnDisk? Clip { get; }

    /// <summary>The take whose clip the shot has; null where that is nobody's.</summary>
    public Take? Selected { get; }

    /// <summary><see cref="Selected"/> with its verdict; null where it has none.</summary>
    public ScoredTake? Present => _scored.Find(s => s.Take.Id == Selected?.Id);

    /// <summary>The best of those that can be compared; of several that are as good, the one that is selected, or else the first.</summary>
    public ScoredTake? Best => (Present ?? (_scored.Count > 0 ? _scored[^1] : null)) is { } like
        ? _scored.Where(like.IsMeasuredLike).OrderByDescending(static s => s.Score).ThenByDescending(static s => s.Take.IsSelected).First()
        : null;

    /// <summary>Corrections that came and that no judge was shown: their run ended before, or had no room for it.</summary>
    public IReadOnlyList<Take> Unjudged { get; }

    /// <summary>
    /// How many corrections the clip has had, paid for or rehearsed, whatever came of them. One that is still being made is not had
    /// yet: whoever goes on fetches it. A clip that was made anew begins anew.
    /// </summary>
    public int Corrections => _corrections.Count(static t =>
        Spending.KindOf(t.State, t.BilledUsd is not null) != SpendingKind.Free && t.State is not (TakeState.Submitted or TakeState.Generated));

    public static async Task<ScoredTakes> ReadAsync(Studio studio, StoryShot shot, CancellationToken cancellationToken)
    {
        AssetKey asset = AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex);
        TakeFilter filter = new() { StoryId = asset.StoryId, Kind = asset.Kind, AssetName = asset.Name };
        List<Take> all = await studio.Ledger.ReadAsync(filter, cancellationToken).ToListAsync(cancellationToken);
        ClipOnDisk? clip = await ClipFiles.FindAsync(studio, shot, cancellationToken);
        Take? selected = all.Find(t => t.IsSelected && t.File is { } file && file.Sha256 == clip?.Sha256);
        List<Take> corrections = all[(all.FindLastIndex(static t => t.State == TakeState.Succeeded && !IsCorrection(t)) + 1)..].FindAll(IsCorrection);
        if (selected is null)
        {
            return new ScoredTakes(clip, null, corrections, [], []);
        }

        ClipChecks checks = await ClipChecks.ReadAsync(studio, shot, cancellationToken);
        bool isRehearsed = IsRehearsed(selected);
        List<ScoredTake> scored = [];
        List<Take> unjudged = [];
        foreach (Take take in all.Where(t => t is { State: TakeState.Succeeded, File: not null } && IsRehearsed(t) == isRehearsed && IsThere(studio, t)))
        {
            (Take Take, string File, ShotCheck Check)? check = checks.Of(shot, take.File!.Sha256, isRehearsed);
            if (check is { Check.Verdict: { } verdict } judged)
            {
                scored.Add(new ScoredTake(take, judged.Take, verdict));
            }
            else if (check is null && corrections.Contains(take))
            {
                unjudged.Add(take);
            }
        }

        return new ScoredTakes(clip, selected, corrections, scored, unjudged);
    }

    // Whoever clears the folder of earlier takes has given up those in it.
    private static bool IsThere(Studio studio, Take take) => TakeFiles.Find(studio.Assets, take, AssetFiles.HomeOf(take.Asset)).Any();

    private static bool IsCorrection(Take take) => PlanParameters.IsCorrection(take.Parameters);

    private static bool IsRehearsed(Take take) => take.Provider == VideoProviders.Rehearsal;
}
