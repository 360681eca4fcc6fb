using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;
using static System.FormattableString;

namespace StoryVideo.Tasks;

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

    private const double Rounding = 0.5;
    private const int MostCorrections = 2;

    private readonly Studio _studio;
    private readonly ShotRepairRequest _request;
    private readonly string _runId;

    /// <param name="studio">Open for writing, unless it is a dry run.</param>
    /// <param name="request">What was asked for.</param>
    public RepairShots(Studio studio, ShotRepairRequest request)
    {
        _studio = studio;
        _request = request;
        _runId = MakeAssets.NewRunId(studio.Time);
    }

    /// <inheritdoc cref="MakeAssets.Progress"/>
    public IProgress<AssetProgress>? Progress { get; init; }

    /// <summary>What would be done with one clip, and for how much at most. Sends nothing and writes nothing.</summary>
    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public async Task<ShotRepair> PlanAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        ScoredTakes takes = await ReadAsync(shot, cancellationToken);
        ShotRepair none = Of(shot, takes, RepairStatus.Skipped, "");
        if (takes.Clip is null)
        {
            return none with { Message = "it has no clip; New-ShotVideo (storyvideo run create-shot-video) makes it" };
        }

        if (!takes.All.Any(t => t.IsSelected && t.File?.Sha256 == takes.Clip.Sha256))
        {
            return none with { Message = "its clip was not made here, and could not be brought back by a take; make one first" };
        }

        if (takes.Present is not { } present)
        {
            return none with { Message = "its clip has no score; Test-ShotVideo (storyvideo check) gives it one" };
        }

        (double threshold, int most) = RuleOf(takes.Clip);
        int left = most - takes.Corrections;
        return present.Verdict.Score >= threshold
            ? none with { Status = RepairStatus.Good, Message = Invariant($"its score {present.Verdict.Score:0.00} needs no correction (from {threshold:0.00} on)") }
            : left <= 0 ? none with { Message = $"it has had its {Counted.Of(most, "correction")}; look at it, and change its storyboard or designs" }
            : FixOf(present.Verdict) is null ? none with { Message = "the judge does not say what to change" }
            : await PricedAsync(shot, none, present, left, cancellationToken);
    }

    /// <summary>Corrects one clip as often as it is allowed and helps.</summary>
    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    /// <exception cref="RunRefusedException">Nothing was started: no key, no ffmpeg, or the service does not offer the model.</exception>
    public async Task<ShotRepair> RunAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        ScoredTakes before = await ReadAsync(shot, cancellationToken);

        // A run that ended between a take and its check has left the newer one selected.
        await SelectBestAsync(before, cancellationToken);
        ShotRepair repair = await PlanAsync(await AgainAsync(shot, cancellationToken), cancellationToken) with { ScoreBefore = before.Present?.Verdict.Score };
        int left = repair.Corrections;
        repair = repair with { Corrections = 0 };
        TakeError? error = null;
        for (int i = 0; repair.Status is RepairStatus.Planned && i < left && error is null; i++)
        {
            (decimal spent, error, bool isMade) = await CorrectAsync(await AgainAsync(shot, cancellationToken), cancellationToken);
            repair = repair with { SpentUsd = repair.SpentUsd + spent, Corrections = repair.Corrections + (isMade ? 1 : 0) };
            ScoredTakes now = await ReadAsync(shot, CancellationToken.None);
            await SelectBestAsync(now, CancellationToken.None);
            if (now.Clip is not null && now.Best?.Verdict.Score >= RuleOf(now.Clip).Threshold)
            {
                break;
            }
        }

        return repair.Status is RepairStatus.Planned ? await EndAsync(shot, repair, error) : repair;
    }

    private async Task<ShotRepair> EndAsync(StoryShot shot, ShotRepair repair, TakeError? error)
    {
        ScoredTakes after = await ReadAsync(shot, CancellationToken.None);
        (Take Take, Verdict Verdict)? best = after.Best;
        bool isBetter = best?.Verdict.Score > repair.ScoreBefore;
        RepairStatus status = error is { Code: "cap-run" or "cap-story" } ? RepairStatus.Stopped
            : error is not null ? RepairStatus.Failed
            : isBetter ? RepairStatus.Mended : RepairStatus.Kept;
        string scores = Invariant($"{repair.ScoreBefore:0.00} before, {best?.Verdict.Score:0.00} now, after {Counted.Of(repair.Corrections, "correction")}");
        return repair with
        {
            Status = status,
            Score = best?.Verdict.Score,
            TakeId = best?.Take.Id,
            Error = error,
            Message = error is null ? scores : $"{scores}; {error.Message}",
        };
    }

    /// <summary>One new take and its check.</summary>
    private async Task<(decimal Spent, TakeError? Error, bool IsMade)> CorrectAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        if ((await ReadAsync(shot, cancellationToken)).Present is not { } present)
        {
            return (0, new TakeError("clip-changed", "its clip was changed meanwhile; nothing further was made"), false);
        }

        ShotVideoRequest wanted = VideoRequestOf(present) with { EditOf = await SourceAsync(shot, cancellationToken) };
        AssetResult clip = await MakeAsync(wanted, shot, cancellationToken);
        if (clip.Status != AssetStatus.Succeeded)
        {
            return (clip.SpentUsd, clip.Error ?? new TakeError("no-reason", $"the correction ended as {clip.Status}"), clip.SpentUsd > 0);
        }

        try
        {
            AssetResult check = await MakeAsync(CheckRequestOf(present.Take), await AgainAsync(shot, cancellationToken), cancellationToken);
            TakeError? error = check is ShotCheckResult { Score: not null } ? null
                : check.Error ?? new TakeError("verdict-unusable", "the new take could not be judged; the earlier one stays selected");
            await KeepEarlierAsync(present.Take, error);
            return (clip.SpentUsd + check.SpentUsd, error, true);
        }
        catch
        {
            // Nobody knows whether the new one is better: until somebody does, the one that has a score stays.
            await KeepEarlierAsync(present.Take, new TakeError("check-broken-off", ""));
            throw;
        }
    }

    /// <summary>The clip as an editor takes it; longer ones are not corrected but made anew.</summary>
    private async Task<SourceClip?> SourceAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        if (await ClipFiles.FindAsync(_studio, shot, cancellationToken) is not { } clip)
        {
            return null;
        }

        await using FileStream file = File.OpenRead(clip.FullPath);
        double seconds = Mp4File.Inspect(file).DurationSeconds;
        return seconds <= ShortSeconds + Rounding ? new SourceClip(seconds, clip.FullPath, file.Length) : null;
    }

    private Task KeepEarlierAsync(Take earlier, TakeError? error) =>
        error is null ? Task.CompletedTask : new SelectTake(_studio).RunAsync(earlier.Id, CancellationToken.None);

    private async Task<AssetResult> MakeAsync(AssetRequest request, StoryShot shot, CancellationToken cancellationToken)
    {
        PlanAssets plans = request.Plan(_studio);
        PlannedAsset planned = await ((IPlanShots)plans).PlanAsync(shot, cancellationToken)
            ?? throw new InvalidOperationException($"{shot.Address} was left out unasked.");
        return await new MakeAssets(_studio, request, plans) { Progress = Progress }.RunAsync([planned], cancellationToken).SingleAsync(CancellationToken.None);
    }

    private async Task SelectBestAsync(ScoredTakes takes, CancellationToken cancellationToken)
    {
        if (takes.Present is { } present && takes.Best is { } best && best.Verdict.Score > present.Verdict.Score)
        {
            await new SelectTake(_studio).RunAsync(best.Take.Id, cancellationToken);
        }
    }

    private async Task<ShotRepair> PricedAsync(
        StoryShot shot, ShotRepair none, (Take Take, Verdict Verdict) present, int corrections, CancellationToken cancellationToken)
    {
        decimal? price = 0;
        foreach (AssetRequest request in (AssetRequest[])[VideoRequestOf(present) with { IsDryRun = true }, CheckRequestOf(present.Take) with { IsDryRun = true, Mode = RunMode.Override }])
        {
            PlannedAsset? planned = await ((IPlanShots)request.Plan(_studio)).PlanAsync(shot, cancellationToken);
            price += planned?.Plan.EstimatedCost;
        }

        return none with
        {
            Status = RepairStatus.Planned,
            Corrections = corrections,
            EstimatedCost = price * corrections,
            Message = Invariant($"its score {present.Verdict.Score:0.00} asks for {Counted.Of(corrections, "correction")} at most: {FixOf(present.Verdict)}"),
        };
    }

    private ShotVideoRequest VideoRequestOf((Take Take, Verdict Verdict) present)
    {
        PlanOptions options = PlanParameters.Restore(
            new PlanOptions { Provider = present.Take.Provider, Model = _studio.Catalog.Find(present.Take.Model, null)! }, present.Take.Parameters);
        return new ShotVideoRequest
        {
            Provider = ProviderOf(present.Take),
            Model = _request.Model ?? present.Take.Model,
            Format = options.Format,
            ExcludeKeyFrame = options.ExcludeKeyFrame,
            Compact = options.Compact,
            Correction = FixOf(present.Verdict),
            Mode = RunMode.Override,
            IsDryRun = _request.IsDryRun,
            AllowUnpriced = _request.AllowUnpriced,
            MaximumCost = _request.MaximumCost,
            RunId = _runId,
        };
    }

    private ShotCheckRequest CheckRequestOf(Take present) => new()
    {
        Provider = ProviderOf(present) == VideoProviders.Rehearsal ? VideoProviders.Rehearsal : null,
        Model = _request.JudgeModel,
        IsDryRun = _request.IsDryRun,
        AllowUnpriced = _request.AllowUnpriced,
        MaximumCost = _request.MaximumCost,
        RunId = _runId,
    };

    private string ProviderOf(Take take) => _request.Provider ?? take.Provider;

    private Task<ScoredTakes> ReadAsync(StoryShot shot, CancellationToken cancellationToken) =>
        ScoredTakes.ReadAsync(_studio, shot, rehearsed: true, cancellationToken);

    // The path of its clip may be another since it was read.
    private async Task<StoryShot> AgainAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        return await _studio.Stories.ReadShotsAsync(story, s => s.Id == shot.SceneletId, cancellationToken)
            .FirstAsync(s => s.ShotIndex == shot.ShotIndex, cancellationToken);
    }

    private static (double Threshold, int Most) RuleOf(ClipOnDisk clip)
    {
        using FileStream file = File.OpenRead(clip.FullPath);
        return Mp4File.Inspect(file).DurationSeconds <= ShortSeconds + Rounding ? (Verdict.Good, MostCorrections) : (Poor, 1);
    }

    private static string? FixOf(Verdict verdict) =>
        verdict.FixPrompt.Length > 0 ? verdict.FixPrompt : verdict.Issues.Count > 0 ? string.Join(' ', verdict.Issues) : null;

    private static ShotRepair Of(StoryShot shot, ScoredTakes takes, RepairStatus status, string message) => new()
    {
        StoryId = shot.StoryId,
        StoryTitle = shot.StoryTitle,
        SceneletId = shot.SceneletId,
        ShotIndex = shot.ShotIndex,
        Status = status,
        Message = message,
        ScoreBefore = takes.Present?.Verdict.Score,
        Score = takes.Present?.Verdict.Score,
        TakeId = takes.Present?.Take.Id,
    };
}
