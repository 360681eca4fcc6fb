using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Checks;

/// <summary>
/// One correction of a clip: a new take with the judge's words, or an edit where the provider has one, and the check of what comes.
/// Nothing is begun that the cap would not let be judged.
/// </summary>
internal sealed class CorrectClip(Studio studio, ShotRepairRequest request)
{
    /// <summary>Clips of this length are edited where they can be, encoders' rounding apart.</summary>
    private const double LongestEdit = RepairShots.ShortSeconds + RepairShots.Rounding;

    private readonly string _runId = MakeAssets.NewRunId(studio.Time);

    public IProgress<AssetProgress>? Progress { get; set; }

    /// <summary>What a correction would be. Sends nothing and writes nothing.</summary>
    /// <param name="shot">The shot.</param>
    /// <param name="from">What is corrected.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    public async Task<CorrectionPlan> PlanAsync(StoryShot shot, ScoredTake from, CancellationToken cancellationToken)
    {
        (_, _, PlannedAsset clip) = await PlannedAsync(await WantedAsync(shot, from, cancellationToken) with { IsDryRun = true }, shot, cancellationToken);
        (_, PlanAssets checks, PlannedAsset check) = await PlannedAsync(
            CheckOf(from.Take) with { IsDryRun = true, Mode = RunMode.Override }, shot, cancellationToken);
        return new CorrectionPlan(clip, check, from.OutdatedBy(await checks.Fingerprint.OfAsync(check.Plan)));
    }

    /// <summary>Makes the clip and has it judged. Until a judge has said that it is better, the one that it corrects stays.</summary>
    /// <exception cref="RunRefusedException">Nothing was started: no key, no ffmpeg, or the service does not offer the model.</exception>
    public async Task<Correction> MakeAsync(StoryShot shot, ScoredTake from, CancellationToken cancellationToken)
    {
        (AssetRequest wanted, PlanAssets plans, PlannedAsset clip) = await PlannedAsync(
            await WantedAsync(shot, from, cancellationToken), shot, cancellationToken);
        if (clip.Action == AssetAction.Make && await WhyNoRoomAsync(shot, from, clip, cancellationToken) is { } full)
        {
            return new Correction(0, full, IsMade: false);
        }

        AssetResult made = await RunAsync(wanted, plans, clip, cancellationToken);
        if (made.Status != AssetStatus.Succeeded)
        {
            return new Correction(
                made.SpentUsd, made.Error ?? new TakeError("no-reason", $"the correction ended as {made.Status}"), IsMade: made.SpentUsd > 0);
        }

        Correction judged = await JudgeAsync(shot, from.Take, cancellationToken);
        return judged with { SpentUsd = made.SpentUsd + judged.SpentUsd };
    }

    /// <summary>Has the clip that the shot has judged. Where that does not come to its end, the earlier take is selected again.</summary>
    public async Task<Correction> JudgeAsync(StoryShot shot, Take earlier, CancellationToken cancellationToken)
    {
        TakeError? error = new("check-broken-off", "");
        try
        {
            (AssetRequest wanted, PlanAssets plans, PlannedAsset check) = await PlannedAsync(
                CheckOf(earlier), await AgainAsync(shot, cancellationToken), cancellationToken);
            AssetResult judged = await RunAsync(wanted, plans, check, cancellationToken);
            error = judged is ShotCheckResult { Score: not null } ? null
                : judged.Error ?? new TakeError("verdict-unusable", "the new take could not be judged; the earlier one stays selected");
            return new Correction(judged.SpentUsd, error, IsMade: true);
        }
        finally
        {
            // Nobody knows whether the new one is better: until somebody does, the one that has a score stays.
            if (error is not null)
            {
                await new SelectTake(studio).RunAsync(earlier.Id, CancellationToken.None);
            }
        }
    }

    // The path of its clip may be another since it was read.
    public async Task<StoryShot> AgainAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
        return await studio.Stories.ReadShotsAsync(story, s => s.Id == shot.SceneletId, cancellationToken)
            .FirstAsync(s => s.ShotIndex == shot.ShotIndex, cancellationToken);
    }

    // A clip that nobody may judge is money without a use: the cap has to let through both.
    private async Task<TakeError?> WhyNoRoomAsync(StoryShot shot, ScoredTake from, PlannedAsset clip, CancellationToken cancellationToken)
    {
        decimal? check = (await PlanAsync(shot, from, cancellationToken)).Check.Charge;
        if ((clip.Charge ?? 0) + (check ?? 0) is not (> 0 and var charge))
        {
            return null;
        }

        Spending run = await studio.Ledger.SumAsync(null, _runId, cancellationToken);
        if (run.Committed + charge > request.MaximumCost)
        {
            return AssetErrors.OverCap(new ReserveOutcome.OverCap("run", request.MaximumCost, run.Committed), charge);
        }

        Spending story = await studio.Ledger.SumAsync(shot.StoryId, null, cancellationToken);
        return await studio.Ledger.GetBudgetAsync(shot.StoryId, cancellationToken) is { } budget && story.Committed + charge > budget
            ? AssetErrors.OverCap(new ReserveOutcome.OverCap("story", budget, story.Committed), charge)
            : null;
    }

    private async Task<ShotVideoRequest> WantedAsync(StoryShot shot, ScoredTake from, CancellationToken cancellationToken)
    {
        Take take = from.Take;
        string provider = request.Provider ?? take.Provider;
        PlanOptions options = PlanParameters.Restore(
            new PlanOptions { Provider = take.Provider, Model = studio.Catalog.Find(take.Model, null)! }, take.Parameters);
        return new ShotVideoRequest
        {
            Provider = provider,
            Model = request.Model ?? (provider == take.Provider ? take.Model : null),
            Format = options.Format,
            ExcludeKeyFrame = options.ExcludeKeyFrame,
            Compact = options.Compact,
            Correction = from.Verdict.Fix,
            EditOf = await SourceAsync(shot, cancellationToken),
            Mode = RunMode.Override,
            AllowUnpriced = request.AllowUnpriced,
            MaximumCost = request.MaximumCost,
            RunId = _runId,
        };
    }

    private ShotCheckRequest CheckOf(Take clip) => new()
    {
        Provider = clip.Provider == VideoProviders.Rehearsal ? VideoProviders.Rehearsal : null,
        Model = request.JudgeModel,
        AllowUnpriced = request.AllowUnpriced,
        MaximumCost = request.MaximumCost,
        RunId = _runId,
    };

    /// <summary>The clip as an editor takes it; longer ones are not edited but made anew.</summary>
    private async Task<SourceClip?> SourceAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        if (await ClipFiles.FindAsync(studio, shot, cancellationToken) is not { } clip)
        {
            return null;
        }

        await using FileStream file = File.OpenRead(clip.FullPath);
        double seconds = Mp4File.Inspect(file).DurationSeconds;
        return seconds <= LongestEdit ? new SourceClip(seconds, clip.FullPath, file.Length) : null;
    }

    private async Task<(AssetRequest Request, PlanAssets Plans, PlannedAsset Planned)> PlannedAsync(
        AssetRequest wanted, StoryShot shot, CancellationToken cancellationToken)
    {
        PlanAssets plans = wanted.Plan(studio);
        PlannedAsset planned = await ((IPlanShots)plans).PlanAsync(shot, cancellationToken)
            ?? throw new InvalidOperationException($"{shot.Address} was left out unasked.");
        return (wanted, plans, planned);
    }

    private ValueTask<AssetResult> RunAsync(AssetRequest wanted, PlanAssets plans, PlannedAsset planned, CancellationToken cancellationToken) =>
        new MakeAssets(studio, wanted, plans) { Progress = Progress }.RunAsync([planned], cancellationToken).SingleAsync(CancellationToken.None);
}
