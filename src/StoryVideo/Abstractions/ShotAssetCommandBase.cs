using System.ComponentModel;
using System.Management.Automation;
using StoryVideo.Errors;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Abstractions;

/// <summary>
/// A command that makes, for money, something that every shot has one of. Everything is planned, and everything wrong is told, before
/// the first paid call; with <c>-WhatIf</c> the plans themselves are the output.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ShotAssetCommandBase : PaidShotCommandBase
{
    private MakingRun? _run;
    private IPlanShots? _plans;

    /// <summary>How many paid calls may be open at once; by default the catalog's number for the model.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ThrottleLimit { get; set; }

    /// <summary>Also tries failed ones again, and goes on with what was left behind though its request has changed since.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Makes a new take for every shot; earlier ones are kept.</summary>
    [Parameter]
    public SwitchParameter Override { get; set; }

    /// <summary>What is asked for beside all that is asked of every run.</summary>
    private protected abstract AssetRequest Ask();

    protected override void Prepare()
    {
        if (Override && Resume)
        {
            ThrowTerminatingError(CommandErrors.OverrideWithResume());
        }

        base.Prepare();
    }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        AssetRequest request = Ask() with
        {
            Provider = Provider?.ToLowerInvariant(),
            Model = Model,
            Mode = Override ? RunMode.Override : Resume ? RunMode.Resume : RunMode.Default,
            IsDryRun = IsPreview,
            AllowUnpriced = AllowUnpriced,
            MaximumCost = MaximumCost,
            ThrottleLimit = ThrottleLimit,
        };
        PlanAssets plans = request.Plan(Studio);
        _plans = (IPlanShots)plans;
        _run = new MakingRun(Studio, request, plans, Voice);
        await _run.BeginAsync();
    }

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop) =>
        await _run!.AddAsync(await _plans!.PlanAsync(shot, stop), $"{shot.StoryTitle} {shot.Address}");

    protected override Task EndAsync(CancellationToken stop) => _run?.EndAsync(stop) ?? Task.CompletedTask;
}
