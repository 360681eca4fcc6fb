using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>
/// A command that makes images. Everything is planned, and everything wrong is told, before the first paid call; with
/// <c>-WhatIf</c> the plans themselves are the output.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ImageCommandBase : StoreCommandBase
{
    private MakingRun? _run;

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

    protected override StoreAccess Access => IsPreview ? StoreAccess.Read : StoreAccess.Write;

    /// <summary>Nothing is sent and nothing is written.</summary>
    protected bool IsPreview { get; private set; }

    private protected MakingRun Run => _run ?? throw new InvalidOperationException("The command has not begun.");

    private bool IsRehearsal => string.Equals(Provider, VideoProviders.Rehearsal, StringComparison.OrdinalIgnoreCase);

    protected override void Prepare()
    {
        base.Prepare();
        IsPreview = Preferences.IsWhatIf(this);
        if (Override && Resume)
        {
            ThrowTerminatingError(CommandErrors.OverrideWithResume());
        }

        if (!IsPreview && !IsRehearsal)
        {
            Settings = ApiKeys.Settle(this, Settings, ApiKey);
        }
    }

    protected override Task EndAsync(CancellationToken stop) => _run?.EndAsync(stop) ?? Task.CompletedTask;

    /// <summary>The request with what is asked of every image.</summary>
    private protected T Complete<T>(T request)
        where T : ImageTaskRequest
    {
        ImageTaskRequest whole = request with
        {
            Provider = Provider?.ToLowerInvariant(),
            Model = Model,
            Size = Size?.ToUpperInvariant(),
            Mode = Override ? RunMode.Override : Resume ? RunMode.Resume : RunMode.Default,
            IsDryRun = IsPreview,
            AllowUnpriced = AllowUnpriced,
            MaximumCost = MaximumCost,
            ThrottleLimit = ThrottleLimit,
            OnlyMissing = Missing,
            OnlyStale = Stale,
        };
        return (T)whole;
    }

    /// <summary>Begins the run with who plans it.</summary>
    private protected Task BeginRunAsync(ImageTaskRequest request, PlanImages plans)
    {
        _run = new MakingRun(Studio, request, plans, Voice);
        return _run.BeginAsync();
    }
}
