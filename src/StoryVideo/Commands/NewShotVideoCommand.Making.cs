using StoryVideo.Abstractions;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

public sealed partial class NewShotVideoCommand
{
    private const string CostTag = "StoryVideo.Cost";

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    private async Task MakeAsync(CancellationToken stop)
    {
        foreach (PlannedAsset planned in _planned)
        {
            await WriteWarningsAsync(planned);
            await WriteClosedAsync(planned);
        }

        List<PlannedAsset> wanted = await AskAsync();
        if (wanted.Count > 0)
        {
            await MakeAsync(wanted, stop);
        }

        await WriteUnknownAsync();
    }

    private async Task MakeAsync(List<PlannedAsset> wanted, CancellationToken stop)
    {
        await WriteVerboseAsync($"{Plans.Provider}, {Plans.Choice.Model.Id}, at {Studio.Providers.AddressOf(Plans.Provider)}");
        RunBars bars = new(
            WriteProgressAsync, "Making clips", wanted.Count, MaximumCost, TimeProvider.System)
        {
            Noted = note => _ = WriteWarningAsync(note),
        };
        CreateShotVideos work = new(Studio, Request, Plans) { Progress = bars };
        await bars.ShowWhileAsync(
            async () =>
            {
                await foreach (ShotVideoResult result in work.RunAsync(wanted, stop))
                {
                    bars.Add(result);
                    await WriteResultAsync(result, stop);
                }
            },
            stop);

        await WriteInformationAsync(bars.Summary, CostTag);
        await WriteVerboseAsync(bars.Summary);
    }

    private async Task WriteUnknownAsync()
    {
        foreach (AssetPlan plan in _planned.Select(static p => p.Plan).DistinctBy(static p => p.StoryId, StringComparer.Ordinal))
        {
            if (await UnknownTakes.FindAsync(Studio, plan.StoryId) is { } unknown)
            {
                string[] lines =
                [
                    .. unknown.Tell(
                        static id => $"Resolve-ShotTake {id} -Operation NAME | -Uri URI | -WriteOff",
                        $"Get-ShotTake -Story '{plan.StoryId}' -State Unknown"),
                ];
                await WriteWarningAsync($"{plan.StoryTitle}: {string.Join(Environment.NewLine, lines)}");
            }
        }
    }

    private Task<bool> AskAsync(PlannedAsset planned) =>
        OnPipelineAsync(() => ShouldProcess(ShotWords.Name(planned.Plan), ShotWords.Action(planned)));

    /// <summary>Asks for every shot on the pipeline's thread, before any of them is begun.</summary>
    private async Task<List<PlannedAsset>> AskAsync()
    {
        List<PlannedAsset> wanted = [];
        foreach (PlannedAsset planned in _planned.Where(static p => p.Action is AssetAction.Make or AssetAction.Adopt))
        {
            if (await AskAsync(planned))
            {
                wanted.Add(planned);
            }
        }

        return wanted;
    }

    private async Task WriteClosedAsync(PlannedAsset planned)
    {
        switch (planned.Action)
        {
            case AssetAction.Block:
                await WriteBlockedAsync(planned);
                break;
            case AssetAction.Skip:
                await WriteVerboseAsync(Say(planned.Plan, planned.Reason));
                await (NoWait ? Task.CompletedTask : WriteObjectAsync(AssetResult.Of(planned)));
                break;
            case AssetAction.Leave:
                await WriteErrorAsync(AssetResult.Of(planned).ToErrorRecord());
                break;
        }
    }

    private async Task WriteWarningsAsync(PlannedAsset planned)
    {
        if (planned.Action is AssetAction.Skip or AssetAction.Leave)
        {
            return;
        }

        foreach (Finding warning in planned.Findings.Where(static f => f.Severity == FindingSeverity.Warning))
        {
            if (SpeaksOfRun(warning))
            {
                await WriteOnceAsync(warning.Message);
            }
            else
            {
                await WriteWarningAsync(Say(planned.Plan, warning.Message));
            }
        }
    }

    // What is true of the model is true of every shot, and said once.
    private static bool SpeaksOfRun(Finding finding) =>
        finding.Code.StartsWith("model-", StringComparison.Ordinal)
        || finding.Code.StartsWith("price-", StringComparison.Ordinal)
        || finding.Code.StartsWith("4k-", StringComparison.Ordinal);

    private Task WriteOnceAsync(string message) =>
        _said.Add(message) ? WriteWarningAsync(message) : Task.CompletedTask;

    private async Task WriteBlockedAsync(PlannedAsset planned)
    {
        foreach (Finding error in planned.Findings.Where(static f => f.Severity == FindingSeverity.Error))
        {
            await WriteErrorAsync(error.ToErrorRecord(planned.Plan));
        }
    }

    private async Task WriteResultAsync(ShotVideoResult result, CancellationToken stop)
    {
        await WriteVerboseAsync(Say(result.Plan, ShotWords.Ending(result)));
        switch (result.Status)
        {
            case AssetStatus.Submitted or AssetStatus.Generated:
                await WriteObjectAsync(await new TakeFinder(Studio).GetAsync(result.TakeId!, stop));
                break;
            case AssetStatus.Succeeded or AssetStatus.Skipped:
                await WriteObjectAsync(result);
                break;
            default:
                await WriteErrorAsync(result.ToErrorRecord());
                break;
        }
    }
}
