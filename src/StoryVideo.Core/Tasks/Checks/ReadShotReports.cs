using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Checks;

/// <summary>Tells what checks have found of the clips of a story, and what each shot has cost. Reads only.</summary>
/// <param name="studio">Where stories, takes and files are.</param>
public sealed class ReadShotReports(Studio studio)
{
    /// <summary>The worst clip first; then clips without a score, then shots without a clip, both in story order.</summary>
    public async Task<IReadOnlyList<ShotReport>> ReadAsync(Story story, ShotFilter filter, CancellationToken cancellationToken)
    {
        List<ShotReport> reports = [];
        await foreach (StoryShot shot in studio.Stories.ReadShotsAsync(story, filter.Wants, cancellationToken))
        {
            if (filter.Wants(shot.ShotIndex))
            {
                reports.Add(await ReadAsync(shot, cancellationToken));
            }
        }

        return Sort(reports);
    }

    /// <summary>The reports in the order in which they deserve a look.</summary>
    public static IReadOnlyList<ShotReport> Sort(IEnumerable<ShotReport> reports) =>
        [.. reports.OrderBy(static r => r.Score is not null ? 0 : r.File is not null ? 1 : 2).ThenBy(static r => r.Score)];

    /// <summary>What is known of one shot.</summary>
    public async Task<ShotReport> ReadAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Facts facts = await FactsOfAsync(shot.StoryId, cancellationToken);
        string name = AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex).Name;
        ClipOnDisk? clip = await ClipFiles.FindAsync(studio, shot, cancellationToken);
        ShotCheck? check = clip is null ? null : facts.Checks.Of(shot, clip.Sha256, rehearsed: true)?.Check;
        return new ShotReport
        {
            StoryId = shot.StoryId,
            StoryTitle = shot.StoryTitle,
            SceneletId = shot.SceneletId,
            ShotIndex = shot.ShotIndex,
            Score = check?.Verdict?.Score,
            Issues = [.. check?.Verdict?.Issues ?? [], .. check?.Findings.Select(static f => f.Message) ?? []],
            FixPrompt = check?.Verdict?.FixPrompt,
            Judge = check?.Judge,
            CostUsd = facts.Costs.GetValueOrDefault(name, 0),
            Takes = facts.Clips.GetValueOrDefault(name),
            File = clip?.FullPath,
            Note = clip is null ? "it has no clip"
                : check is null ? "it was not checked as it is now: Test-ShotVideo (storyvideo check)"
                : check.Problem is { } problem ? $"the judge's answer could not be used: {problem}"
                : null,
        };
    }

    private readonly Dictionary<string, Facts> _facts = new(StringComparer.Ordinal);

    // Every take of a shot has the shot's name, whatever it is of.
    private async Task<Facts> FactsOfAsync(string storyId, CancellationToken cancellationToken)
    {
        if (_facts.TryGetValue(storyId, out Facts? known))
        {
            return known;
        }

        Dictionary<string, decimal?> costs = new(StringComparer.Ordinal);
        Dictionary<string, int> clips = new(StringComparer.Ordinal);
        await foreach (Take take in studio.Ledger.ReadAsync(new() { StoryId = storyId }, cancellationToken))
        {
            if (take.Asset.DesignId is null)
            {
                string name = take.Asset.Name;
                costs[name] = costs.GetValueOrDefault(name, 0) + (Spending.KindOf(take.State, take.BilledUsd is not null) == SpendingKind.Free ? 0 : take.BilledUsd ?? take.CostUsd);
                clips[name] = clips.GetValueOrDefault(name) + (take.Asset.Kind == AssetKind.Video ? 1 : 0);
            }
        }

        return _facts[storyId] = new Facts(costs, clips, await ClipChecks.ReadAsync(studio, storyId, cancellationToken));
    }

    private sealed record Facts(Dictionary<string, decimal?> Costs, Dictionary<string, int> Clips, ClipChecks Checks);
}
