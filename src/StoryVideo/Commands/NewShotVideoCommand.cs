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
    private MakingRun? _run;
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
        if (_isPreview || IsRehearsal)
        {
            return;
        }

        if (Request.IsAuto && Provider is null)
        {
            // Whose key it is nobody knows, and it must not travel to whoever is cheapest: each provider's own variable is taken.
            if (ApiKey is not null)
            {
                ThrowTerminatingError(CommandErrors.KeyWithoutProvider());
            }

            return;
        }

        Settings = ApiKeys.Settle(this, Settings, ApiKey);
    }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _run = new MakingRun(Studio, Request, Plans, Voice);
        await _run.BeginAsync();
    }

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop) =>
        await _run!.AddAsync(await Plans.PlanAsync(shot, stop), $"{shot.StoryTitle} {shot.Address}");

    protected override Task EndAsync(CancellationToken stop) => _run?.EndAsync(stop) ?? Task.CompletedTask;
}
