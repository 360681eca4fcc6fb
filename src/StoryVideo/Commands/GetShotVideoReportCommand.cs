using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Stories;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Commands;

/// <summary>Tells score, issues and cost of shots, the worst clip first.</summary>
[Cmdlet(VerbsCommon.Get, "ShotVideoReport", DefaultParameterSetName = ByShot)]
[OutputType(typeof(ShotReport))]
public sealed class GetShotVideoReportCommand : ShotCommandBase
{
    private readonly List<ShotReport> _reports = [];
    private ReadShotReports? _read;

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _read = new ReadShotReports(Studio);
    }

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop) => _reports.Add(await _read!.ReadAsync(shot, stop));

    protected override async Task EndAsync(CancellationToken stop)
    {
        foreach (ShotReport report in ReadShotReports.Sort(_reports))
        {
            await WriteObjectAsync(report);
        }
    }
}
