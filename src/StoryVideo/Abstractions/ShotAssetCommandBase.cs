using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>
/// A command that makes, for money, something that every shot has one of. Everything is planned, and everything wrong is told, before
/// the first paid call; with <c>-WhatIf</c> the plans themselves are the output.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ShotAssetCommandBase : ShotCommandBase
{
    private const string CostTag = "StoryVideo.Cost";

    private readonly HashSet<ShotAddress> _seen = [];
    private readonly List<PlannedAsset> _planned = [];
    private PlanAssets? _plans;
    private bool _isPreview;

    /// <summary>Used as named or refused, never swapped; by default the first of the catalog's preference.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ModelName]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Who makes them; by default the model's own provider.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>How many paid calls may be open at once; by default the catalog's number for the model.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ThrottleLimit { get; set; }

    /// <summary>The most that this run may spend, in US dollars.</summary>
    [Parameter]
    [ValidateRange(0d, 1_000_000d)]
    public decimal MaximumCost { get; set; } = AssetRequest.DefaultMaximumCost;

    /// <summary>Also tries failed ones again, and those whose answer could not be used.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Makes a new take for every shot; earlier ones are kept.</summary>
    [Parameter]
    public SwitchParameter Override { get; set; }

    /// <summary>Uses a model whose price is not known.</summary>
    [Parameter]
    public SwitchParameter AllowUnpriced { get; set; }

    /// <summary>The provider's key, as text or SecureString; by default that of the store's vault or the environment.</summary>
    [Parameter]
    [Secret]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    protected override StoreAccess Access => _isPreview ? StoreAccess.Read : StoreAccess.Write;

    /// <summary>What one of them is called: <c>check</c>.</summary>
    protected abstract string Noun { get; }

    /// <summary>What is asked for beside all that is asked of every run.</summary>
    protected abstract AssetRequest Ask();

    protected override void Prepare()
    {
        base.Prepare();
        _isPreview = Preferences.IsWhatIf(this);
        if (Override && Resume)
        {
            ThrowTerminatingError(CommandErrors.OverrideWithResume());
        }

        if (!_isPreview && !string.Equals(Provider, VideoProviders.Rehearsal, StringComparison.OrdinalIgnoreCase))
        {
            Settings = ApiKeys.Settle(this, Settings, ApiKey);
        }
    }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _plans = Request.Plan(Studio);
        string choice = _plans.DescribeChoice();
        await WriteVerboseAsync(choice);
        await WriteInformationAsync(choice, CostTag);
    }

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop)
    {
        if (!_seen.Add(shot.Address) || await ((IPlanShots)_plans!).PlanAsync(shot, stop) is not { } planned)
        {
            return;
        }

        foreach (Finding warning in planned.Findings.Where(static f => f.Severity == FindingSeverity.Warning))
        {
            await WriteWarningAsync($"{ShotWords.Name(planned.Plan)}: {warning.Message}");
        }

        bool isWanted = planned.IsOpen && await OnPipelineAsync(() => ShouldProcess(ShotWords.Name(planned.Plan), ActionOf(planned)));
        if (planned.IsOpen && !_isPreview)
        {
            _planned.AddRange(isWanted ? [planned] : []);
            return;
        }

        await WriteClosedAsync(planned);
    }

    protected override async Task EndAsync(CancellationToken stop)
    {
        if (_isPreview || _planned.Count == 0)
        {
            return;
        }

        RunBars bars = new(WriteProgressAsync, $"Making {Noun}s", _planned.Count, MaximumCost, TimeProvider.System)
        {
            Noted = note => _ = WriteWarningAsync(note),
        };
        MakeAssets work = new(Studio, Request, _plans!) { Progress = bars };
        await bars.ShowWhileAsync(
            async () =>
            {
                await foreach (AssetResult result in work.RunAsync(_planned, stop))
                {
                    bars.Add(result);
                    await WriteResultAsync(result);
                }
            },
            stop);
        await WriteInformationAsync(bars.Summary, CostTag);
        await WriteVerboseAsync(bars.Summary);
    }

    private AssetRequest Request => Ask() with
    {
        Provider = Provider?.ToLowerInvariant(),
        Model = Model,
        Mode = Override ? RunMode.Override : Resume ? RunMode.Resume : RunMode.Default,
        IsDryRun = _isPreview,
        AllowUnpriced = AllowUnpriced,
        MaximumCost = MaximumCost,
        ThrottleLimit = ThrottleLimit,
    };

    private string ActionOf(PlannedAsset planned)
    {
        AssetPlan plan = planned.Plan;
        string price = plan.Provider == VideoProviders.Rehearsal
            ? $"on this machine for {plan.Model}, free ({Cells.Dollars(plan.EstimatedCost)} at most when paid)"
            : $"with {plan.Model}, {Cells.Dollars(plan.Charge)} at most";
        return $"Make a {Noun} {price}";
    }

    private async Task WriteClosedAsync(PlannedAsset planned)
    {
        switch (planned.Action)
        {
            case AssetAction.Block:
                foreach (Finding error in planned.Findings.Where(static f => f.Severity == FindingSeverity.Error))
                {
                    await WriteErrorAsync(error.ToErrorRecord(planned.Plan));
                }

                break;
            case AssetAction.Leave:
                await WriteErrorAsync(AssetResult.Of(planned).ToErrorRecord());
                break;
            default:
                await WriteVerboseAsync($"{ShotWords.Name(planned.Plan)}: {planned.Reason}");
                await WriteObjectAsync(_isPreview ? planned.Preview : AssetResult.Of(planned));
                break;
        }
    }

    private async Task WriteResultAsync(AssetResult result)
    {
        foreach (Finding finding in result.Findings.Except(_planned.First(p => p.Plan.Asset == result.Plan.Asset).Findings))
        {
            await WriteWarningAsync($"{ShotWords.Name(result.Plan)}: {finding.Message}");
        }

        await WriteVerboseAsync($"{ShotWords.Name(result.Plan)}: {ShotWords.Ending(result)}");
        if (result.Status is AssetStatus.Succeeded or AssetStatus.Skipped)
        {
            await WriteObjectAsync(result);
        }
        else
        {
            await WriteErrorAsync(result.ToErrorRecord());
        }
    }
}
