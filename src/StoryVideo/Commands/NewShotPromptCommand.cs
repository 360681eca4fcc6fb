using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Planning;
using StoryVideo.Prompting;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>The text that would be sent for a shot.</summary>
[Cmdlet(VerbsCommon.New, "ShotPrompt", DefaultParameterSetName = ByShot)]
[OutputType(typeof(ShotPromptText))]
public sealed class NewShotPromptCommand : PlanCommandBase
{
    /// <summary>Drops the least useful text until the model's limit is met.</summary>
    [Parameter]
    public SwitchParameter Compact { get; set; }

    protected override ShotVideoRequest Request => base.Request with { Compact = Compact };

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop)
    {
        ShotPlan plan = await PlanAsync(shot, stop);
        bool isWhole = true;
        foreach (Finding finding in plan.Findings)
        {
            if (finding.Severity == FindingSeverity.Error)
            {
                isWhole = false;
                await WriteErrorAsync(finding.ToErrorRecord(plan));
            }
            else if (SpeaksOfText(finding))
            {
                await WriteWarningAsync(Say(shot, finding.Message));
            }
        }

        if (isWhole && plan.Prompt is { } prompt)
        {
            await WriteVerboseAsync(Say(shot, Size(prompt)));
            await WriteObjectAsync(new ShotPromptText(shot, prompt));
        }
    }

    private static bool SpeaksOfText(Finding finding) =>
        finding.Code.StartsWith("prompt-", StringComparison.Ordinal)
        || finding.Code.StartsWith("design-", StringComparison.Ordinal)
        || finding.Code.StartsWith("voice-", StringComparison.Ordinal);

    private static string Size(AssetPrompt prompt) =>
        $"{prompt.Characters} characters, about {prompt.TokensEstimate} tokens ({TokenEstimate.Method})";
}
