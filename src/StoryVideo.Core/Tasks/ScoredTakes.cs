using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>The takes of a shot's clip, each with what a judge says of it.</summary>
internal sealed class ScoredTakes
{
    private ScoredTakes(IReadOnlyList<Take> all, IReadOnlyList<(Take Take, Verdict Verdict)> scored, ClipOnDisk? clip)
    {
        All = all;
        Scored = scored;
        Clip = clip;
    }

    /// <summary>The clip that the shot has; null for none.</summary>
    public ClipOnDisk? Clip { get; }

    public IReadOnlyList<Take> All { get; }

    /// <summary>Those that can be selected and have a verdict.</summary>
    public IReadOnlyList<(Take Take, Verdict Verdict)> Scored { get; }

    /// <summary>The take whose clip the shot has; null where that is nobody's take, or has no verdict.</summary>
    public (Take Take, Verdict Verdict)? Present => Find(s => s.Take.IsSelected && s.Take.File!.Sha256 == Clip?.Sha256);

    /// <summary>The best; of several that are as good, the one that is selected, or else the first.</summary>
    public (Take Take, Verdict Verdict)? Best =>
        Scored.Count == 0 ? null : Scored.OrderByDescending(static s => s.Verdict.Score).ThenByDescending(static s => s.Take.IsSelected).First();

    /// <summary>How many corrections were paid for, or rehearsed, whatever came of them.</summary>
    public int Corrections => All.Count(static t => PlanParameters.IsCorrection(t.Parameters) && Spending.KindOf(t.State) != SpendingKind.Free);

    public static async Task<ScoredTakes> ReadAsync(Studio studio, StoryShot shot, bool rehearsed, CancellationToken cancellationToken)
    {
        ClipChecks checks = await ClipChecks.ReadAsync(studio, shot.StoryId, cancellationToken);
        AssetKey asset = AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex);
        TakeFilter filter = new() { StoryId = asset.StoryId, Kind = asset.Kind, AssetName = asset.Name };
        List<Take> all = [];
        List<(Take, Verdict)> scored = [];
        await foreach (Take take in studio.Ledger.ReadAsync(filter, cancellationToken))
        {
            all.Add(take);
            if (take is { State: TakeState.Succeeded, File: { } file } && checks.Of(shot, file.Sha256, rehearsed)?.Check.Verdict is { } verdict)
            {
                scored.Add((take, verdict));
            }
        }

        return new ScoredTakes(all, scored, await ClipFiles.FindAsync(studio, shot, cancellationToken));
    }

    private (Take Take, Verdict Verdict)? Find(Func<(Take Take, Verdict Verdict), bool> wanted)
    {
        foreach ((Take, Verdict) scored in Scored)
        {
            if (wanted(scored))
            {
                return scored;
            }
        }

        return null;
    }
}
