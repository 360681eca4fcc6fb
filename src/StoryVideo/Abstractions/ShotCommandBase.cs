using System.ComponentModel;
using System.Management.Automation;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>
/// A command that works on shots: as objects from the pipeline, or found by story, scenelet and index, so that a row of a
/// CSV file or an object from another session will do.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ShotCommandBase : StoreCommandBase
{
    protected const string ByShot = "Shot";
    protected const string ByAddress = "Address";

    private ShotFinder? _finder;

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
        _finder = new ShotFinder(Studio);
    }

    protected sealed override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            // PowerShell makes a shot out of any object with some of a shot's properties; one without its storyboard
            // is none.
            await (Shot is { StoryboardPayload: not null, StoryId: not null, SceneletId: not null } shot
                ? ProcessShotAsync(shot, stop)
                : ProcessAddressAsync(stop));
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord((object?)Shot ?? Story));
        }
    }

    /// <exception cref="RunRefusedException">This shot cannot be worked on; the next one may.</exception>
    protected abstract Task ProcessShotAsync(StoryShot shot, CancellationToken stop);

    private async Task ProcessAddressAsync(CancellationToken stop)
    {
        ShotFilter filter = ShotNames.Filter(this, Scenelet, ShotIndex);
        bool isFound = false;
        await foreach (StoryShot shot in _finder!.ShotsAsync(Story, filter, stop))
        {
            isFound = true;
            await ProcessShotAsync(shot, stop);
        }

        if (!isFound && ShotFinder.IsExact(Story, filter))
        {
            await WriteErrorAsync(ShotErrors.NotFound(Story, Scenelet, ShotIndex));
        }
    }
}
