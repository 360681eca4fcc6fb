using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>Makes the key frames of shots: one still each, after the model sheets and environment references.</summary>
[Cmdlet(VerbsCommon.New, "ShotImage", DefaultParameterSetName = ByShot, SupportsShouldProcess = true)]
[OutputType(typeof(ImageResult), typeof(ImagePlan))]
public sealed class NewShotImageCommand : ImageCommandBase
{
    private const string ByShot = "Shot";
    private const string ByAddress = "Address";

    private ShotFinder? _finder;
    private PlanShotImages? _plans;

    /// <summary>Shots as <c>Get-StoryShot</c> gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByShot)]
    [ValidateNotNull]
    public StoryShot? Shot { get; set; }

    /// <summary>Id, title or pattern, or the story itself.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByAddress)]
    [Alias("StoryId")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string Story { get; set; } = "";

    /// <summary>Ids or labels of scenelets, or patterns.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByAddress)]
    [Alias("SceneletId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SceneletCompleter))]
    public string[]? Scenelet { get; set; } = [];

    /// <summary>Numbers or ranges: <c>1, 3-5</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByAddress)]
    [ValidateShotIndex]
    [ArgumentCompleter(typeof(ShotIndexCompleter))]
    public string[]? ShotIndex { get; set; } = [];

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        ShotImageRequest request = Complete(new ShotImageRequest());
        _finder = new ShotFinder(Studio);
        _plans = new PlanShotImages(Studio, request);
        await BeginRunAsync(request, _plans);
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            // PowerShell makes a shot out of any object with some of a shot's properties; one without its storyboard is none.
            await (Shot is { StoryboardPayload: not null, StoryId: not null, SceneletId: not null } shot
                ? AddAsync(shot, stop)
                : AddAddressAsync(stop));
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord((object?)Shot ?? Story));
        }
    }

    private async Task AddAsync(StoryShot shot, CancellationToken stop) =>
        await Run.AddAsync(await _plans!.PlanAsync(shot, stop), $"{shot.StoryTitle} {shot.Address}");

    private async Task AddAddressAsync(CancellationToken stop)
    {
        ShotFilter filter = ShotNames.Filter(this, Scenelet, ShotIndex);
        bool isFound = false;
        await foreach (StoryShot shot in _finder!.ShotsAsync(Story, filter, stop))
        {
            isFound = true;
            await AddAsync(shot, stop);
        }

        if (!isFound && ShotFinder.IsExact(Story, filter))
        {
            await WriteErrorAsync(ShotErrors.NotFound(Story, Scenelet, ShotIndex));
        }
    }
}
