using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Commands;

/// <summary>Sets the most that a story may ever cost, or takes its cap away. Holds for every run, on every machine.</summary>
[Cmdlet(VerbsCommon.Set, "StoryBudget", DefaultParameterSetName = "Cap", SupportsShouldProcess = true)]
[OutputType(typeof(StoryCost))]
public sealed class SetStoryBudgetCommand : StoreCommandBase
{
    private bool _isPreview;

    /// <summary>Id, title or pattern, or the story itself.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string Story { get; set; } = "";

    /// <summary>In US dollars; spent, reserved and unknown all count against it.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = "Cap")]
    [ValidateRange(0d, 1_000_000d)]
    public decimal MaximumCost { get; set; }

    /// <summary>Takes the cap away.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "None")]
    public SwitchParameter None { get; set; }

    /// <summary>Gives out what the story has cost, with the new cap.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override StoreAccess Access => _isPreview ? StoreAccess.Read : StoreAccess.Write;

    protected override void Prepare()
    {
        base.Prepare();
        _isPreview = Preferences.IsWhatIf(this);
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            foreach (Story story in await new ShotFinder(Studio).StoriesAsync(Story, stop))
            {
                await SetAsync(story, stop);
            }
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(Story));
        }
    }

    private async Task SetAsync(Story story, CancellationToken stop)
    {
        string action = None ? "Take the cap away" : $"Cap what it may cost at {Cells.Dollars(MaximumCost)}";
        if (!await OnPipelineAsync(() => ShouldProcess(story.DisplayName, action)))
        {
            return;
        }

        await Studio.Ledger.SetBudgetAsync(story.Id, None ? null : MaximumCost, stop);
        if (PassThru)
        {
            await WriteObjectAsync(await new ReadCosts(Studio, new ShotVideoRequest()).ReadAsync(story, stop));
        }
    }
}
