using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using StoryVideo.Completers;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>A command that spends money on shots: with whom, with which model, with whose key and how much at most.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PaidShotCommandBase : ShotCommandBase
{
    /// <summary>Used as named or refused, never swapped; what is taken by default, each command's page says.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ModelName]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>Who makes what is asked for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string? Provider { get; set; }

    /// <summary>The most that this run may spend, in US dollars.</summary>
    [Parameter]
    [ValidateRange(0d, 1_000_000d)]
    public decimal MaximumCost { get; set; } = AssetRequest.DefaultMaximumCost;

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

    protected override void Prepare()
    {
        base.Prepare();
        IsPreview = Preferences.IsWhatIf(this);
        if (!IsPreview && !string.Equals(Provider, VideoProviders.Rehearsal, StringComparison.OrdinalIgnoreCase))
        {
            SettleKey();
        }
    }

    /// <summary>Finds the key that the command pays with.</summary>
    private protected virtual void SettleKey() => Settings = ApiKeys.Settle(this, Settings, ApiKey);
}
