using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Catalog;
using StoryVideo.Completers;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Commands;

/// <summary>
/// The models that StoryVideo knows, with what they can do, until when, and for how much. Asks nobody, unless it is told to.
/// </summary>
[Cmdlet(VerbsCommon.Get, "StoryModel")]
[OutputType(typeof(CatalogModel))]
public sealed class GetStoryModelCommand : AsyncCommandBase
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private StudioSettings? _settings;
    private ModelCatalog? _catalog;
    private AskModels? _ask;

    /// <summary>Ids or patterns.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[] Model { get; set; } = ["*"];

    /// <summary>Only models of these providers, or patterns.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    public string[] Provider { get; set; } = ["*"];

    /// <summary>Only models of one kind.</summary>
    [Parameter]
    public ModelKind? Kind { get; set; }

    /// <summary>Asks the services, for free, which of them your key can use.</summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    protected override void Prepare()
    {
        _settings = StoreConnections.Current(StoreConnections.Folder(this));
        if (Refresh && Provider is [{ } one] && !WildcardPattern.ContainsWildcardCharacters(one))
        {
            // A vault's secret is one provider's key: of several, each is asked with that of its own variable.
            _settings = ApiKeys.Settle(this, _settings, null);
        }

        _catalog = Studio.CatalogOf(_settings);
        _ask = new AskModels(_settings, _catalog, TimeProvider.System);
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        IEnumerable<CatalogModel> wanted = _catalog!.Models.Where(IsWanted);
        await foreach (CatalogModel model in Refresh ? _ask!.AskAsync(wanted, stop) : wanted.ToAsyncEnumerable())
        {
            if (model is { Access: ModelAccess.NoKey or ModelAccess.NoAnswer or ModelAccess.KeyRefused, AccessNote: { } note }
                && _said.Add(note))
            {
                await WriteWarningAsync(note);
            }

            await WriteObjectAsync(model);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _ask?.Dispose();
        }
    }

    private bool IsWanted(CatalogModel model) =>
        Model.Any(p => ShotFilter.Matches(p, model.Id))
        && Provider.Any(p => ShotFilter.Matches(p, model.Provider))
        && (Kind is not { } kind || model.Kind == kind);
}
