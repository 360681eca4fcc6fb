using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>Makes the model sheets of characters and the reference images of environments, which key frames and clips stand on.</summary>
[Cmdlet(VerbsCommon.New, "VisualReferenceImage", SupportsShouldProcess = true)]
[OutputType(typeof(ImageResult), typeof(ImagePlan))]
public sealed class NewVisualReferenceImageCommand : ImageCommandBase
{
    private ShotFinder? _finder;
    private VisualReferenceRequest? _request;
    private PlanVisualReferences? _plans;

    /// <summary>Id, title or pattern, or the story itself.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string Story { get; set; } = "";

    /// <summary>Ids of characters, or patterns. Where neither these nor environments are named, all of both are meant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DesignCompleter))]
    public string[]? Character { get; set; } = [];

    /// <summary>Ids of environments, or patterns.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DesignCompleter))]
    public string[]? Environment { get; set; } = [];

    /// <summary>Which image of each design: 2 makes a second one beside the first, and selects it.</summary>
    [Parameter]
    [Alias("Sequence")]
    [ValidateRange(1, 99)]
    public int Index { get; set; } = 1;

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _finder = new ShotFinder(Studio);
        _request = Complete(new VisualReferenceRequest { Index = Index });
        _plans = new PlanVisualReferences(Studio, _request);
        await BeginRunAsync(_request, _plans);
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            foreach (Story story in await _finder!.StoriesAsync(Story, stop))
            {
                await foreach (PlannedAsset planned in _plans!.PlanAsync(story, DesignNames.Said(Character), DesignNames.Said(Environment), stop))
                {
                    await Run.AddAsync(planned, $"{story.DisplayName} {planned.Plan.Address}");
                }
            }
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(Story));
        }
    }
}
