using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Errors;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>
/// Makes the clips of shots. Everything is planned, and everything wrong is told, before the first paid call; with
/// <c>-WhatIf</c> the plans themselves are the output, as shots come in.
/// </summary>
[Cmdlet(VerbsCommon.New, "ShotVideo", DefaultParameterSetName = ByShot, SupportsShouldProcess = true)]
[OutputType(typeof(ShotVideoResult), typeof(Take), typeof(ShotPlan))]
public sealed partial class NewShotVideoCommand : ShotAssetCommandBase
{
    private DateTimeOffset? _until;

    protected override void Prepare()
    {
        _until = TimeoutSeconds is { } seconds ? TimeProvider.System.GetUtcNow().AddSeconds(seconds) : null;
        base.Prepare();
    }

    private protected override void SettleKey()
    {
        bool isAuto = (Ask() with { Model = Model }).IsAuto;
        if (!isAuto || Provider is not null)
        {
            base.SettleKey();
        }
        else if (ApiKey is not null)
        {
            // Whose key it is nobody knows, and it must not travel to whoever is cheapest: each provider's own variable is taken.
            ThrowTerminatingError(CommandErrors.KeyWithoutProvider());
        }
    }
}
