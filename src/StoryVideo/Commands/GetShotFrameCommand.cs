using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Cutting;
using StoryVideo.Errors;
using StoryVideo.Stories;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Commands;

/// <summary>Stills out of the clips of shots: the first frame, the last, and evenly spaced ones between them.</summary>
[Cmdlet(VerbsCommon.Get, "ShotFrame", DefaultParameterSetName = ByShot, SupportsShouldProcess = true)]
[OutputType(typeof(ShotFrame))]
public sealed class GetShotFrameCommand : ShotCommandBase
{
    /// <summary>How many frames of each clip, the first and the last among them.</summary>
    [Parameter]
    [ValidateRange(1, 240)]
    public int Count { get; set; } = 3;

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop)
    {
        if (!await OnPipelineAsync(() => ShouldProcess($"{shot.StoryTitle} {shot.Address}", $"Take {Count} frames out of its clip")))
        {
            return;
        }

        try
        {
            foreach (ShotFrame frame in await new TakeShotFrames(Studio).RunAsync(shot, Count, stop))
            {
                await WriteObjectAsync(frame);
            }
        }
        catch (CutException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(shot));
        }
    }
}
