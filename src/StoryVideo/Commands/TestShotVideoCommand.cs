using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Planning;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Commands;

/// <summary>Checks clips: first what costs nothing, then a judge.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ShotVideo", DefaultParameterSetName = ByShot, SupportsShouldProcess = true)]
[OutputType(typeof(ShotCheckResult), typeof(CheckPlan))]
public sealed class TestShotVideoCommand : ShotAssetCommandBase
{
    private protected override AssetRequest Ask() => new ShotCheckRequest();
}
