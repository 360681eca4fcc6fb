using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Ledger;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Commands;

/// <summary>Puts an earlier take of a clip or an image in its place again, for nothing. The present one is kept among the takes.</summary>
[Cmdlet(VerbsCommon.Select, "ShotTake", SupportsShouldProcess = true)]
[OutputType(typeof(Take))]
public sealed class SelectShotTakeCommand : TakeCommandBase
{
    /// <summary>Ids of takes, or the takes themselves.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateTakeId]
    [TakeName]
    [ArgumentCompleter(typeof(TakeCompleter))]
    public string[] TakeId { get; set; } = [];

    /// <summary>Gives the take out as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override Task ProcessAsync(CancellationToken stop) => ForEachAsync(TakeId, take => SelectAsync(take, stop), stop);

    private async Task SelectAsync(Take take, CancellationToken stop)
    {
        if (!await OnPipelineAsync(() => ShouldProcess($"{take.Asset.Title}, take {take.Id}", "Put in the place of the present one")))
        {
            return;
        }

        Take selected = await new SelectTake(Studio).RunAsync(take.Id, stop);
        if (PassThru)
        {
            await WriteObjectAsync(selected);
        }
    }
}
