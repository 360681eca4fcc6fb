using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;
using static System.FormattableString;

namespace StoryVideo.Tasks.Checks;

/// <summary>
/// Mends clips that a judge does not think well of: new takes with the judge's fix prompt, each checked in turn. Of all takes the best
/// stays selected, every take stays, and nothing passes the cap. A clip whose answers were lost is not sent again by itself.
/// </summary>
public sealed class RepairShots
{
    /// <summary>Under this score a clip longer than <see cref="ShortSeconds"/> gets one new take.</summary>
    public const double Poor = 0.50;

    /// <summary>Clips of this length get two corrections, encoders' rounding apart.</summary>
    public const double ShortSeconds = 8;

    internal const double Rounding = 0.5;
    private const int MostCorrections = 2;

    private readonly Studio _studio;
    private readonly ShotRepairRequest _request;
    private readonly CorrectClip _correct;

    /// <param name="studio">Open for writing, unless it is a dry run.</param>
    /// <param name="request">What was asked for.</param>
    public RepairShots(Studio studio, ShotRepairRequest request)
    {
        _studio = studio;
        _request = request;
        _correct = new CorrectClip(studio, request);

        // Whoever judges may be another, and must not get it.
        if (request.Provider is { } provider)
        {
            studio.Providers.KeepKeyFor(provider);
        }
    }

    /// <inheritdoc cref="MakeAssets.Progress"/>
    public IProgress<AssetProgress>? Progress
    {
        get => _correct.Progress;
        set => _correct.Progress = value;
    }

    /// <summary>What would be done with one clip, and for how much at most. Sends nothing and writes nothing.</summary>
    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public async Task<ShotRepair> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        ScoredTakes takes = await ScoredTakes.ReadAsync(_studio, shot, cancellationToken);
        ShotRepair none = Of(shot, takes);
        if (takes.Clip is null)
        {
            return none with { Message = "it has no clip; New-ShotVideo (storyvideo run create-shot-video) makes it" };
        }

        if (takes.Selected is not { } selected)
        {
            return none with { Message = "its clip was not made here, and could not be brought back by a take; make one first" };
        }

        if (WhyNotBy(selected) is { } why)
        {
            return none with { Message = why };
        }

        _studio.Providers.OfferKeyTo(selected.Provider);
        if (takes.Best is not { } best || (takes.Present is null && !takes.Unjudged.Contains(selected)))
        {
            return none with { Message = "its clip has no score; Test-ShotVideo (storyvideo check) gives it one" };
        }

        (double threshold, int most) = RuleOf(takes.Clip);
        if (takes.Present?.Score >= threshold)
        {
            return none with
            {
                Status = RepairStatus.Good,
                Message = Invariant($"its score {takes.Present.Score:0.00} needs no correction (from {threshold:0.00} on)"),
            };
        }

        none = none with { ScoreBefore = (takes.Present ?? best).Score };
        try
        {
            return await PlanAsync(shot, takes, best, best.Score >= threshold ? 0 : most - takes.Corrections, none, cancellationToken);
        }
        catch (PlanException e) when (_request is { Model: null, Provider: null, JudgeModel: null })
        {
            return none with { Message = $"{e.Message.TrimEnd('.')}. Another model can be named: --model (-Model)" };
        }
    }

    /// <summary>Corrects one clip as often as it is allowed and helps.</summary>
    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    /// <exception cref="RunRefusedException">Nothing was started: no key, no ffmpeg, or the service does not offer the model.</exception>
    public async Task<ShotRepair> RunAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        ShotRepair repair = await PlanAsync(shot, cancellationToken);
        if (repair.Status is not RepairStatus.Planned)
        {
            return repair;
        }

        int left = repair.Corrections;
        ScoredTakes takes = await ScoredTakes.ReadAsync(_studio, shot, cancellationToken);
        Correction last = new(0, null, IsMade: false);
        repair = repair with { Corrections = 0 };
        foreach (Take late in takes.Unjudged)
        {
            last = await JudgeLateAsync(shot, late, takes.Best!.Take, cancellationToken);
            repair = repair with { SpentUsd = repair.SpentUsd + last.SpentUsd };
            if (last.Error is not null)
            {
                break;
            }
        }

        takes = await SelectBestAsync(shot);
        while (last.Error is null && left-- > 0 && takes is { Clip: { } clip, Present: { Verdict.Fix: not null } present } && present.Score < RuleOf(clip).Threshold)
        {
            last = await _correct.MakeAsync(await _correct.AgainAsync(shot, cancellationToken), present, cancellationToken);
            repair = repair with { SpentUsd = repair.SpentUsd + last.SpentUsd, Corrections = repair.Corrections + (last.IsMade ? 1 : 0) };
            takes = await SelectBestAsync(shot);
        }

        return End(repair, takes, last.Error);
    }

    private async Task<ShotRepair> PlanAsync(
        StoryShot shot, ScoredTakes takes, ScoredTake best, int left, ShotRepair none, CancellationToken cancellationToken)
    {
        bool isThere = takes.Present is null || best.Score > takes.Present.Score;
        CorrectionPlan plan = await _correct.PlanAsync(shot, best, cancellationToken);
        if (plan.Outdated.Count > 0)
        {
            return none with
            {
                Message = $"its score was given before this changed: {string.Join(", ", plan.Outdated)}; Test-ShotVideo -Stale (storyvideo check --stale) gives it another",
            };
        }

        if (takes.Unjudged.Count == 0 && !isThere && left <= 0)
        {
            int most = RuleOf(takes.Clip!).Most;
            return none with { Message = $"it has had its {Counted.Of(most, "correction")}; look at it, change its storyboard or designs, and make it anew" };
        }

        left = best.Verdict.Fix is null ? 0 : Math.Max(0, left);
        if (left == 0 && takes.Unjudged.Count == 0 && !isThere)
        {
            return none with { Message = "the judge does not say what to change" };
        }

        if (left > 0 && plan.Obstacle is { } obstacle)
        {
            return none with { Status = RepairStatus.Failed, Message = obstacle.Message, Error = obstacle };
        }

        string[] parts =
        [
            .. takes.Unjudged.Select(static t => $"take {t.Id} corrects it and was not judged: it is judged first"),
            .. isThere ? [Invariant($"take {best.Take.Id} has {best.Score:0.00} and is selected again, for nothing")] : Array.Empty<string>(),
            .. left > 0
                ? [Invariant($"its score {best.Score:0.00} asks for {Counted.Of(left, "correction")} at most: {best.Verdict.Fix}")]
                : Array.Empty<string>(),
        ];
        return none with
        {
            Status = RepairStatus.Planned,
            Corrections = left,
            EstimatedCost = plan.PriceOf(left, checks: left + takes.Unjudged.Count),
            Message = string.Join("; ", parts),
        };
    }

    // A rehearsal must not take the place of what was paid for, nor a paid clip's score be weighed against a rehearsed one's.
    private string? WhyNotBy(Take selected) =>
        ((_request.Provider ?? selected.Provider) == VideoProviders.Rehearsal, selected.Provider == VideoProviders.Rehearsal) switch
        {
            (true, false) => "its clip was paid for, and a rehearsal cannot mend it; leave --provider (-Provider) away, or preview with --dry-run (-WhatIf)",
            (false, true) => "its clip is a rehearsal; New-ShotVideo (storyvideo run create-shot-video) makes it for money",
            _ => null,
        };

    /// <summary>A correction that came, and whose run ended before a judge saw it.</summary>
    private async Task<Correction> JudgeLateAsync(StoryShot shot, Take late, Take earlier, CancellationToken cancellationToken)
    {
        await new SelectTake(_studio).RunAsync(late.Id, cancellationToken);
        return await _correct.JudgeAsync(shot, earlier, cancellationToken);
    }

    private async Task<ScoredTakes> SelectBestAsync(StoryShot shot)
    {
        ScoredTakes takes = await ScoredTakes.ReadAsync(_studio, await _correct.AgainAsync(shot, CancellationToken.None), CancellationToken.None);
        if (takes.Best is not { } best || takes.Selected is not { } selected || best.Take.Id == selected.Id)
        {
            return takes;
        }

        await new SelectTake(_studio).RunAsync(best.Take.Id, CancellationToken.None);
        return await ScoredTakes.ReadAsync(_studio, await _correct.AgainAsync(shot, CancellationToken.None), CancellationToken.None);
    }

    private static ShotRepair End(ShotRepair repair, ScoredTakes after, TakeError? error)
    {
        ScoredTake? now = after.Present;
        RepairStatus status = error is { Code: "cap-run" or "cap-story" } ? RepairStatus.Stopped
            : error is not null ? RepairStatus.Failed
            : now?.Score > repair.ScoreBefore ? RepairStatus.Mended : RepairStatus.Kept;
        string scores = Invariant($"{repair.ScoreBefore:0.00} before, {now?.Score:0.00} now, after {Counted.Of(repair.Corrections, "correction")}");
        return repair with
        {
            Status = status,
            Score = now?.Score,
            TakeId = after.Selected?.Id,
            Error = error,
            Message = error is null ? scores : $"{scores}; {error.Message}",
        };
    }

    private static (double Threshold, int Most) RuleOf(ClipOnDisk clip)
    {
        using FileStream file = File.OpenRead(clip.FullPath);
        return Mp4File.Inspect(file).DurationSeconds <= ShortSeconds + Rounding ? (Verdict.Good, MostCorrections) : (Poor, 1);
    }

    private static ShotRepair Of(StoryShot shot, ScoredTakes takes) => new()
    {
        StoryId = shot.StoryId,
        StoryTitle = shot.StoryTitle,
        SceneletId = shot.SceneletId,
        ShotIndex = shot.ShotIndex,
        Status = RepairStatus.Skipped,
        Message = "",
        ScoreBefore = takes.Present?.Score,
        Score = takes.Present?.Score,
        TakeId = takes.Selected?.Id,
    };
}
