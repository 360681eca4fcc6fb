using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Catalog;
using StoryVideo.Completers;
using StoryVideo.Stories;

namespace StoryVideo.Commands;

/// <summary>
/// The models that StoryVideo knows, with what they can do, until when, and for how much. Asks nobody.
/// </summary>
[Cmdlet(VerbsCommon.Get, "StoryModel")]
[OutputType(typeof(CatalogModel))]
public sealed class GetStoryModelCommand : AsyncCommandBase
{
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

    /// <summary>Only models that make clips, or images.</summary>
    [Parameter]
    public ModelKind? Kind { get; set; }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        foreach (CatalogModel model in ModelCatalog.Shipped.Models.Where(IsWanted))
        {
            await WriteObjectAsync(model);
        }
    }

    private bool IsWanted(CatalogModel model) =>
        Model.Any(p => ShotFilter.Matches(p, model.Id))
        && Provider.Any(p => ShotFilter.Matches(p, model.Provider))
        && (Kind is not { } kind || model.Kind == kind);
}
