using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Planning;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>Makes what is said in shots, for money or as a rehearsal.</summary>
[Cmdlet(VerbsCommon.New, "ShotAudio", DefaultParameterSetName = ByShot, SupportsShouldProcess = true)]
[OutputType(typeof(ShotAudioResult), typeof(SpeechPlan))]
public sealed class NewShotAudioCommand : ShotAssetCommandBase
{
    private protected override AssetRequest Ask() => new ShotAudioRequest();
}
