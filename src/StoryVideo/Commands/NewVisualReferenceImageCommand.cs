using System.Management.Automation;
using System.Security;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Commands;

/// <summary>Makes the model sheets of characters and the reference images of environments, which key frames and clips stand on.</summary>
[Cmdlet(VerbsCommon.New, "VisualReferenceImage", SupportsShouldProcess = true)]
[OutputType(typeof(ImageResult), typeof(ImagePlan))]
public sealed class NewVisualReferenceImageCommand : StoreCommandBase
{
    private ShotFinder? _finder;
    private PlanVisualReferences? _plans;
    private MakingRun? _run;
    private bool _isPreview;

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

    /// <summary>Used as named or refused, never swapped; by default the first of the catalog's preference.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ModelName]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Who makes the images; by default the model's own provider.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>1K, 2K or 4K; by default what every model makes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FormatCompleter))]
    public string? Size { get; set; }

    /// <summary>How many paid calls may be open at once; by default the catalog's number for the model.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ThrottleLimit { get; set; }

    /// <summary>The most that this run may spend, in US dollars.</summary>
    [Parameter]
    [ValidateRange(0d, 1_000_000d)]
    public decimal MaximumCost { get; set; } = AssetRequest.DefaultMaximumCost;

    /// <summary>Also tries again what has failed or was withheld.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Makes a new take of every image; earlier ones are kept.</summary>
    [Parameter]
    public SwitchParameter Override { get; set; }

    /// <summary>Only images that are not on disk.</summary>
    [Parameter]
    public SwitchParameter Missing { get; set; }

    /// <summary>Only images that were made from something else than is there now; they are made again.</summary>
    [Parameter]
    public SwitchParameter Stale { get; set; }

    /// <summary>Uses a model whose price is not known.</summary>
    [Parameter]
    public SwitchParameter AllowUnpriced { get; set; }

    /// <summary>The provider's key, as text or SecureString; by default that of the store's vault or the environment.</summary>
    [Parameter]
    [Secret]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    protected override StoreAccess Access => _isPreview ? StoreAccess.Read : StoreAccess.Write;

    protected override void Prepare()
    {
        base.Prepare();
        _isPreview = Preferences.IsWhatIf(this);
        if (Override && Resume)
        {
            ThrowTerminatingError(CommandErrors.OverrideWithResume());
        }

        if (!_isPreview && !string.Equals(Provider, VideoProviders.Rehearsal, StringComparison.OrdinalIgnoreCase))
        {
            Settings = ApiKeys.Settle(this, Settings, ApiKey);
        }
    }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        VisualReferenceRequest request = new()
        {
            Index = Index,
            Provider = Provider?.ToLowerInvariant(),
            Model = Model,
            Size = Size?.ToUpperInvariant(),
            Mode = Override ? RunMode.Override : Resume ? RunMode.Resume : RunMode.Default,
            IsDryRun = _isPreview,
            AllowUnpriced = AllowUnpriced,
            MaximumCost = MaximumCost,
            ThrottleLimit = ThrottleLimit,
            OnlyMissing = Missing,
            OnlyStale = Stale,
        };
        _finder = new ShotFinder(Studio);
        _plans = new PlanVisualReferences(Studio, request);
        _run = new MakingRun(Studio, request, _plans, Voice);
        await _run.BeginAsync();
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            foreach (Story story in await _finder!.StoriesAsync(Story, stop))
            {
                await foreach (PlannedAsset planned in _plans!.PlanAsync(story, DesignNames.Said(Character), DesignNames.Said(Environment), stop))
                {
                    await _run!.AddAsync(planned, $"{story.DisplayName} {planned.Plan.Address}");
                }
            }
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(Story));
        }
    }

    protected override Task EndAsync(CancellationToken stop) => _run?.EndAsync(stop) ?? Task.CompletedTask;
}
