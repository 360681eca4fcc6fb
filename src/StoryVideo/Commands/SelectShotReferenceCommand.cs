using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>The images that would go along with a shot, and those that would not, each with its reason.</summary>
[Cmdlet(VerbsCommon.Select, "ShotReference", DefaultParameterSetName = ByShot)]
[OutputType(typeof(ShotReference))]
public sealed class SelectShotReferenceCommand : PlanCommandBase
{
    /// <summary>Leaves key frames out.</summary>
    [Parameter]
    public SwitchParameter ExcludeKeyFrame { get; set; }

    protected override ShotVideoRequest Request => base.Request with { ExcludeKeyFrame = ExcludeKeyFrame };

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop)
    {
        ShotPlan plan = await PlanAsync(shot, stop);
        foreach (Finding finding in plan.Findings)
        {
            if (finding.Severity == FindingSeverity.Error)
            {
                await WriteErrorAsync(finding.ToErrorRecord(plan));
            }
            else if (finding.Code.StartsWith("reference", StringComparison.Ordinal))
            {
                await WriteWarningAsync(Say(shot, finding.Message));
            }
        }

        foreach (ShotReference reference in ShotReference.Of(plan, Studio.Assets))
        {
            await WriteObjectAsync(reference);
        }
    }
}
