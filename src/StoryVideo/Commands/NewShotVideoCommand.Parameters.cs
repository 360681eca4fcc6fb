using System.Management.Automation;
using System.Security;
using StoryVideo.Abstractions;
using StoryVideo.Catalog;
using StoryVideo.Completers;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

public sealed partial class NewShotVideoCommand
{
    /// <summary>Who makes the clips; by default the model's own provider.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

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

    /// <summary>How many paid calls may be open at once; by default the catalog's number for the model.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ThrottleLimit { get; set; }

    /// <summary>The most that this run may spend, in US dollars.</summary>
    [Parameter]
    [ValidateRange(0d, 1_000_000d)]
    public decimal MaximumCost { get; set; } = ShotVideoRequest.DefaultMaximumCost;

    /// <summary>Also tries failed shots again, and fetches takes whose request has changed since.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Makes a new take of every shot; earlier ones are kept.</summary>
    [Parameter]
    public SwitchParameter Override { get; set; }

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

    /// <summary>Uses a model whose price is not known.</summary>
    [Parameter]
    public SwitchParameter AllowUnpriced { get; set; }

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

    /// <summary>The provider's key, as text or SecureString; by default that of the store's vault or the environment.</summary>
    [Parameter]
    [Secret]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    protected override StoreAccess Access => _isPreview ? StoreAccess.Read : StoreAccess.Write;

    protected override ShotVideoRequest Request => new()
    {
        Provider = Provider?.ToLowerInvariant(),
        Model = Model,
        Prefer = Prefer,
        Format = new VideoFormat(AspectRatio, Resolution, DurationSeconds),
        Mode = Override ? RunMode.Override : Resume ? RunMode.Resume : RunMode.Default,
        Goal = NoWait ? RunGoal.Submitted : RunGoal.Fetched,
        Until = _until,
        IsFormatNamed = IsBound(nameof(AspectRatio)) || IsBound(nameof(Resolution)) || IsBound(nameof(DurationSeconds)),
        IsDryRun = _isPreview,
        ExcludeKeyFrame = ExcludeKeyFrame,
        Compact = Compact,
        AllowUnpriced = AllowUnpriced,
        MaximumCost = MaximumCost,
        ThrottleLimit = ThrottleLimit,
        OnlyMissing = Missing,
        OnlyStale = Stale,
    };

    private bool IsRehearsal => string.Equals(Provider, VideoProviders.Rehearsal, StringComparison.OrdinalIgnoreCase);

    private bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
