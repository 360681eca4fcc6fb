using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Abstractions;

/// <summary>
/// What a command that makes assets does with the plans that come in: previews each, or collects them, tells everything that is
/// wrong with any, asks, and makes them.
/// </summary>
internal sealed class MakingRun
{
    private const string CostTag = "StoryVideo.Cost";

    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly HashSet<Ledger.AssetKey> _seen = [];
    private readonly List<PlannedAsset> _planned = [];
    private readonly Studio _studio;
    private readonly AssetRequest _request;
    private readonly PlanAssets _plans;
    private readonly RunVoice _voice;

    public MakingRun(Studio studio, AssetRequest request, PlanAssets plans, RunVoice voice)
    {
        _studio = studio;
        _request = request;
        _plans = plans;
        _voice = voice;
    }

    private bool IsPreview => _request.IsDryRun;

    /// <summary>Tells the model and its price; a provider that does not open is better known before the first plan than after the last.</summary>
    /// <exception cref="RunRefusedException">The provider lacks a key.</exception>
    public async Task BeginAsync()
    {
        if (!IsPreview)
        {
            _plans.CheckProvider();
        }

        string choice = _plans.DescribeChoice();
        await _voice.Verbose(choice);
        await _voice.Information(choice, [CostTag]);
    }

    /// <summary>Takes a plan: one asset that comes in twice is made once. Null is one that was not asked for.</summary>
    /// <param name="planned">The plan.</param>
    /// <param name="name">What it is called.</param>
    public async Task AddAsync(PlannedAsset? planned, string name)
    {
        if (planned is null)
        {
            await _voice.Verbose($"{name}: is not one of those that were asked for");
        }
        else if (!_seen.Add(planned.Plan.Asset))
        {
            await _voice.Verbose($"{name}: came in twice and is made once");
        }
        else if (IsPreview)
        {
            await PreviewAsync(planned);
        }
        else
        {
            _planned.Add(planned);
        }
    }

    /// <summary>Makes what came in. Everything wrong with any of it is told before the first paid call.</summary>
    public async Task EndAsync(CancellationToken stop)
    {
        if (IsPreview)
        {
            return;
        }

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

    private static string Say(AssetPlan plan, string text) => $"{plan.StoryTitle} {plan.Address}: {text}";

    private async Task PreviewAsync(PlannedAsset planned)
    {
        await WriteWarningsAsync(planned);
        switch (planned.Action)
        {
            case AssetAction.Make or AssetAction.Adopt:
                await AskAsync(planned);
                break;
            case AssetAction.Block:
                await WriteBlockedAsync(planned);
                return;
            case AssetAction.Leave:
                await _voice.Error(AssetResult.Of(planned).ToErrorRecord());
                return;
            default:
                await _voice.Verbose(Say(planned.Plan, planned.Reason));
                break;
        }

        await _voice.Object(planned.Preview);
    }

    private async Task MakeAsync(List<PlannedAsset> wanted, CancellationToken stop)
    {
        await _voice.Verbose(string.Join(
            "; ",
            wanted
                .Select(static p => (p.Plan.Provider, p.Plan.Model))
                .Distinct()
                .Select(p => $"{p.Provider}, {p.Model}, at {_studio.Providers.AddressOf(p.Provider)}")));
        RunBars bars = new(_voice.Progress, ShotWords.Activity(wanted[0].Plan), wanted.Count, _request.MaximumCost, TimeProvider.System)
        {
            Noted = note => _ = _voice.Warning(note),
        };
        MakeAssets work = new(_studio, _request, _plans) { Progress = bars };
        await bars.ShowWhileAsync(
            async () =>
            {
                await foreach (AssetResult result in work.RunAsync(wanted, stop))
                {
                    bars.Add(result);
                    await WriteResultAsync(result, stop);
                }
            },
            stop);

        await _voice.Information(bars.Summary, [CostTag]);
        await _voice.Verbose(bars.Summary);
    }

    private async Task WriteUnknownAsync()
    {
        foreach (AssetPlan plan in _planned.Select(static p => p.Plan).DistinctBy(static p => p.StoryId, StringComparer.Ordinal))
        {
            if (await UnknownTakes.FindAsync(_studio, plan.StoryId) is { } unknown)
            {
                string[] lines =
                [
                    .. unknown.Tell(
                        static t => t.Asset.HasOperation
                            ? $"Resolve-ShotTake {t.Id} -Operation NAME | -Uri URI | -WriteOff"
                            : $"Resolve-ShotTake {t.Id} -WriteOff",
                        $"Get-ShotTake -Story '{plan.StoryId}' -State Unknown"),
                ];
                await _voice.Warning($"{plan.StoryTitle}: {string.Join(Environment.NewLine, lines)}");
            }
        }
    }

    private Task<bool> AskAsync(PlannedAsset planned) =>
        _voice.Ask(ShotWords.Name(planned.Plan), ShotWords.Action(planned));

    /// <summary>Asks for every one on the pipeline's thread, before any of them is begun.</summary>
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
                await _voice.Verbose(Say(planned.Plan, planned.Reason));
                await (_request.Goal == RunGoal.Submitted ? Task.CompletedTask : _voice.Object(AssetResult.Of(planned)));
                break;
            case AssetAction.Leave:
                await _voice.Error(AssetResult.Of(planned).ToErrorRecord());
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
                await _voice.Warning(Say(planned.Plan, warning.Message));
            }
        }
    }

    // What is true of the model is true of every one, and said once.
    private static bool SpeaksOfRun(Finding finding) =>
        finding.Code.StartsWith("model-", StringComparison.Ordinal)
        || finding.Code.StartsWith("price-", StringComparison.Ordinal)
        || finding.Code.StartsWith("4k-", StringComparison.Ordinal);

    private Task WriteOnceAsync(string message) =>
        _said.Add(message) ? _voice.Warning(message) : Task.CompletedTask;

    private async Task WriteBlockedAsync(PlannedAsset planned)
    {
        foreach (Finding error in planned.Findings.Where(static f => f.Severity == FindingSeverity.Error))
        {
            await _voice.Error(error.ToErrorRecord(planned.Plan));
        }
    }

    private async Task WriteResultAsync(AssetResult result, CancellationToken stop)
    {
        await _voice.Verbose(Say(result.Plan, ShotWords.Ending(result)));
        switch (result.Status)
        {
            case AssetStatus.Submitted or AssetStatus.Generated:
                await _voice.Object(await new TakeFinder(_studio).GetAsync(result.TakeId!, stop));
                break;
            case AssetStatus.Succeeded or AssetStatus.Skipped:
                await _voice.Object(result);
                break;
            default:
                await _voice.Error(result.ToErrorRecord());
                break;
        }
    }
}
