using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Catalog;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Commands;

/// <summary>
/// What stories have cost so far, their caps, and what their missing clips are going to cost: of all shots, or of those that are
/// piped in or named. Asks nobody and writes nothing.
/// </summary>
[Cmdlet(VerbsCommon.Get, "StoryCost")]
[OutputType(typeof(StoryCost))]
public sealed class GetStoryCostCommand : StoreCommandBase
{
    private ShotFinder? _finder;
    private ReadCosts? _costs;

    /// <summary>Id, title or pattern, or the story itself; all stories where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string? Story { get; set; }

    /// <summary>Ids or labels of scenelets, or patterns: the forecast is of their shots alone.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SceneletId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SceneletCompleter))]
    public string[]? Scenelet { get; set; } = [];

    /// <summary>Numbers or ranges: <c>1, 3-5</c>.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateShotIndex]
    [ArgumentCompleter(typeof(ShotIndexCompleter))]
    public string[]? ShotIndex { get; set; } = [];

    /// <summary>The model to reckon with; by default the one that a run would take.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ModelName]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(FormatCompleter))]
    public string Resolution { get; set; } = VideoFormat.Default.Resolution;

    [Parameter]
    [ValidateRange(1, 600)]
    [ArgumentCompleter(typeof(FormatCompleter))]
    public int DurationSeconds { get; set; } = VideoFormat.Default.DurationSeconds;

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _finder = new ShotFinder(Studio);
        _costs = new ReadCosts(Studio, new ShotVideoRequest
        {
            Model = Model,
            Format = new VideoFormat(VideoFormat.Default.AspectRatio, Resolution, DurationSeconds),
            AllowUnpriced = true,
        });
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            ShotFilter filter = ShotNames.Filter(this, Scenelet, ShotIndex);
            if (filter is { Scenelets.Count: 0, Indexes.Count: 0 })
            {
                foreach (Story story in await _finder!.StoriesAsync(Story, stop))
                {
                    await _costs!.AddAsync(story, stop);
                }

                return;
            }

            await foreach (StoryShot shot in _finder!.ShotsAsync(Story, filter, stop))
            {
                await _costs!.AddAsync(shot, stop);
            }
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(Story));
        }
    }

    protected override async Task EndAsync(CancellationToken stop) => await WriteObjectsAsync(_costs!.SumAsync(), stop);
}
