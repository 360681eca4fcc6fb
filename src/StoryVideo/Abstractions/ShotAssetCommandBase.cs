using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>
/// A command that makes, for money, something that every shot has one of. Everything is planned, and everything wrong is told, before
/// the first paid call; with <c>-WhatIf</c> the plans themselves are the output.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ShotAssetCommandBase : ShotCommandBase
{
    private MakingRun? _run;
    private IPlanShots? _plans;
    private bool _isPreview;

    /// <summary>Used as named or refused, never swapped; by default the first of the catalog's preference.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ModelName]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Who makes them; by default the model's own provider.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>How many paid calls may be open at once; by default the catalog's number for the model.</summary>
    [Parameter]
    [ValidateRange(1, 1000)]
    public int? ThrottleLimit { get; set; }

    /// <summary>The most that this run may spend, in US dollars.</summary>
    [Parameter]
    [ValidateRange(0d, 1_000_000d)]
    public decimal MaximumCost { get; set; } = AssetRequest.DefaultMaximumCost;

    /// <summary>Also tries failed ones again, and those whose answer could not be used.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Makes a new take for every shot; earlier ones are kept.</summary>
    [Parameter]
    public SwitchParameter Override { get; set; }

    /// <summary>Uses a model whose price is not known.</summary>
    [Parameter]
    public SwitchParameter AllowUnpriced { get; set; }

    /// <summary>The provider's key, as text or SecureString; by default that of the store's vault or the environment.</summary>
    [Parameter]
    [Secret]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    protected override StoreAccess Access => _isPreview ? StoreAccess.Read : StoreAccess.Write;

    /// <summary>What is asked for beside all that is asked of every run.</summary>
    private protected abstract AssetRequest Ask();

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
        AssetRequest request = Ask() with
        {
            Provider = Provider?.ToLowerInvariant(),
            Model = Model,
            Mode = Override ? RunMode.Override : Resume ? RunMode.Resume : RunMode.Default,
            IsDryRun = _isPreview,
            AllowUnpriced = AllowUnpriced,
            MaximumCost = MaximumCost,
            ThrottleLimit = ThrottleLimit,
        };
        PlanAssets plans = request.Plan(Studio);
        _plans = (IPlanShots)plans;
        _run = new MakingRun(Studio, request, plans, Voice);
        await _run.BeginAsync();
    }

    protected override async Task ProcessShotAsync(StoryShot shot, CancellationToken stop) =>
        await _run!.AddAsync(await _plans!.PlanAsync(shot, stop), $"{shot.StoryTitle} {shot.Address}");

    protected override Task EndAsync(CancellationToken stop) => _run?.EndAsync(stop) ?? Task.CompletedTask;
}
