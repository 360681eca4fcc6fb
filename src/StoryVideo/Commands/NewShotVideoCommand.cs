using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Errors;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>
/// Makes the clips of shots. Everything is planned, and everything wrong is told, before the first paid call; with
/// <c>-WhatIf</c> the plans themselves are the output, as shots come in.
/// </summary>
[Cmdlet(VerbsCommon.New, "ShotVideo", DefaultParameterSetName = ByShot, SupportsShouldProcess = true)]
[OutputType(typeof(ShotVideoResult), typeof(Take), typeof(ShotPlan))]
public sealed partial class NewShotVideoCommand : PlanCommandBase
{
    private readonly HashSet<ShotAddress> _seen = [];
    private readonly List<PlannedAsset> _planned = [];
    private bool _isPreview;
    private DateTimeOffset? _until;

    protected override void Prepare()
    {
        base.Prepare();
        _isPreview = Preferences.IsWhatIf(this);
        if (Override && Resume)
        {
            ThrowTerminatingError(CommandErrors.OverrideWithResume());
        }

        _until = TimeoutSeconds is { } seconds ? TimeProvider.System.GetUtcNow().AddSeconds(seconds) : null;
        if (!_isPreview && !IsRehearsal)
        {
            Settings = ApiKeys.Settle(this, Settings, ApiKey);
        }
    }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        if (!_isPreview)
        {
            // Without its key a provider does not open, and that is better known before the first shot than after
            // the last.
            _ = Studio.Providers.Open(Plans.Provider);
        }

        string choice = Plans.DescribeChoice();
        await WriteVerboseAsync(choice);
        await WriteInformationAsync(choice, CostTag);
    }

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop)
    {
        if (!_seen.Add(shot.Address))
        {
            await WriteVerboseAsync(Say(shot, "came in twice and is made once"));
            return;
        }

        if (await Plans.PlanAsync(shot, stop) is not { } planned)
        {
            await WriteVerboseAsync(Say(shot, "is not one of those that were asked for"));
        }
        else if (_isPreview)
        {
            await PreviewAsync(planned);
        }
        else
        {
            _planned.Add(planned);
        }
    }

    protected override Task EndAsync(CancellationToken stop) => _isPreview ? Task.CompletedTask : MakeAsync(stop);

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
                await WriteErrorAsync(AssetResult.Of(planned).ToErrorRecord());
                return;
            default:
                await WriteVerboseAsync(Say(planned.Plan, planned.Reason));
                break;
        }

        await WriteObjectAsync(planned.Preview);
    }
}
