using System.ComponentModel;
using System.Management.Automation;
using StoryVideo.Completers;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Abstractions;

/// <summary>A command that plans shots: what would be sent, for how much, and what is wrong with it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PlanCommandBase : ShotCommandBase
{
    private PlanShotVideos? _plans;

    /// <summary>Used as named or refused, never swapped; by default the first of the catalog's preference.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ModelName]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    protected PlanShotVideos Plans => _plans ?? throw new InvalidOperationException("The command has not begun.");

    /// <summary>What is asked for. To look at a plan, neither key nor price is needed.</summary>
    protected virtual ShotVideoRequest Request => new() { Model = Model, IsDryRun = true, AllowUnpriced = true };

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _plans = new PlanShotVideos(Studio, Request);
    }

    /// <summary>The plan of a shot that is only looked at.</summary>
    protected async Task<ShotPlan> PlanAsync(StoryShot shot, CancellationToken stop) =>
        (ShotPlan)(await Plans.PlanAsync(shot, stop)
            ?? throw new InvalidOperationException($"{shot.Address} was left out unasked.")).Plan;

    protected static string Say(StoryShot shot, string text) => $"{shot.StoryTitle} {shot.Address}: {text}";
}
