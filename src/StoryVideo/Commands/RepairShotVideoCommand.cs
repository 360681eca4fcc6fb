using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Stories;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Commands;

/// <summary>Mends clips with a poor score: new takes with the judge's words, of which the best stays.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "ShotVideo", DefaultParameterSetName = ByShot, SupportsShouldProcess = true)]
[OutputType(typeof(ShotRepair))]
public sealed class RepairShotVideoCommand : PaidShotCommandBase
{
    private RepairShots? _work;
    private readonly List<StoryShot> _wanted = [];
    private volatile bool _isStopped;

    /// <summary>The model that judges the new takes; by default the first of the catalog's preference.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ModelName]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? JudgeModel { get; set; }

    /// <summary>How many clips are mended at once; by default one after the other.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int ThrottleLimit { get; set; } = 1;

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _work = new RepairShots(Studio, new ShotRepairRequest
        {
            Provider = Provider?.ToLowerInvariant(),
            Model = Model,
            JudgeModel = JudgeModel,
            AllowUnpriced = AllowUnpriced,
            IsDryRun = IsPreview,
            MaximumCost = MaximumCost,
        });
    }

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop)
    {
        ShotRepair repair = await _work!.PlanAsync(shot, stop);
        string name = $"{repair.StoryTitle} {repair.SceneletId}#{repair.ShotIndex}";
        if (repair.Status == RepairStatus.Planned)
        {
            string action = $"Correct its clip, {Counted.Of(repair.Corrections, "new take")} at most, {Cells.Dollars(repair.EstimatedCost)} at most";
            if (await OnPipelineAsync(() => ShouldProcess(name, action)))
            {
                _wanted.Add(shot);
            }

            if (!IsPreview)
            {
                return;
            }
        }

        await WriteAsync(shot, repair);
    }

    /// <summary>Whatever is wrong with any of them was said before anything is paid.</summary>
    protected override async Task EndAsync(CancellationToken stop)
    {
        if (_wanted.Count == 0)
        {
            return;
        }

        RunBars bars = new(WriteProgressAsync, "Mending clips", _wanted.Count, MaximumCost, TimeProvider.System)
        {
            Noted = note => _ = WriteWarningAsync(note),
        };
        _work!.Progress = bars;
        ParallelOptions options = new() { MaxDegreeOfParallelism = ThrottleLimit, CancellationToken = stop };
        await bars.ShowWhileAsync(() => Parallel.ForEachAsync(_wanted, options, (shot, token) => MendAsync(shot, bars, token)), stop);
    }

    private async ValueTask MendAsync(StoryShot shot, RunBars bars, CancellationToken stop)
    {
        if (!_isStopped)
        {
            ShotRepair repair = await _work!.RunAsync(shot, stop);
            _isStopped |= repair.Status == RepairStatus.Stopped;
            bars.Add(repair);
            await WriteAsync(shot, repair);
        }
    }

    private async Task WriteAsync(StoryShot shot, ShotRepair repair)
    {
        string name = $"{repair.StoryTitle} {repair.SceneletId}#{repair.ShotIndex}";
        await WriteVerboseAsync($"{name}: {repair.Message}");
        await WriteObjectAsync(repair);
        if (repair.Error is { } error)
        {
            await WriteErrorAsync(CommandErrors.Of(new ShotException(shot, error.Code, $"{name}: {error.Message}"), error.Code, shot));
        }
    }
}
