using System.Management.Automation;
using StoryVideo.Catalog;
using StoryVideo.Completers;
using StoryVideo.Planning;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

public sealed partial class NewShotVideoCommand
{
    /// <summary>With <c>-Model Auto</c>: the cheapest model that can do each shot as planned, or the preferred one.</summary>
    [Parameter]
    public ModelPreference? Prefer { get; set; }

    /// <summary>Width to height.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FormatCompleter))]
    public string AspectRatio { get; set; } = VideoFormat.Default.AspectRatio;

    [Parameter]
    [ArgumentCompleter(typeof(FormatCompleter))]
    public string Resolution { get; set; } = VideoFormat.Default.Resolution;

    [Parameter]
    [ValidateRange(1, 600)]
    [ArgumentCompleter(typeof(FormatCompleter))]
    public int DurationSeconds { get; set; } = VideoFormat.Default.DurationSeconds;

    /// <summary>Only shots without a clip on disk.</summary>
    [Parameter]
    public SwitchParameter Missing { get; set; }

    /// <summary>Only shots whose clip was made from something else than is there now; they are made again.</summary>
    [Parameter]
    public SwitchParameter Stale { get; set; }

    /// <summary>Sends no key frames.</summary>
    [Parameter]
    public SwitchParameter ExcludeKeyFrame { get; set; }

    /// <summary>Shortens prompts towards the model's limit.</summary>
    [Parameter]
    public SwitchParameter Compact { get; set; }

    /// <summary>
    /// Submits only, and gives out the takes for <c>Wait-ShotTake</c> and <c>Receive-ShotTake</c>. No more operations run at once
    /// than <c>-ThrottleLimit</c> allows, those of earlier commands included: of more shots than that, the last are submitted
    /// as the first are done.
    /// </summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>
    /// The most time that this command may take, in seconds. What is not done by then stays as adoptable as it was. By default
    /// each shot has the time that the catalog gives its model.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    public int? TimeoutSeconds { get; set; }

    private protected override AssetRequest Ask() => new ShotVideoRequest
    {
        Prefer = Prefer,
        Format = new VideoFormat(AspectRatio, Resolution, DurationSeconds),
        Goal = NoWait ? RunGoal.Submitted : RunGoal.Fetched,
        Until = _until,
        IsFormatNamed = IsBound(nameof(AspectRatio)) || IsBound(nameof(Resolution)) || IsBound(nameof(DurationSeconds)),
        ExcludeKeyFrame = ExcludeKeyFrame,
        Compact = Compact,
        OnlyMissing = Missing,
        OnlyStale = Stale,
    };

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
