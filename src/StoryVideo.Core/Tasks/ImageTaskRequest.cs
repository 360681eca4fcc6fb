using StoryVideo.Catalog;
using StoryVideo.Planning;

namespace StoryVideo.Tasks;

/// <summary>What an operator asks of a run that makes images.</summary>
public abstract record ImageTaskRequest : AssetRequest
{
    /// <summary>As providers spell it; null takes what every model makes.</summary>
    public string? Size { get; init; }

    internal override ModelKind Makes => ModelKind.Image;

    internal override IReadOnlyDictionary<string, string> NamedParameters =>
        Size is { } size ? ImageOptions.ParametersOf(size) : base.NamedParameters;

    /// <summary>The options of its plans.</summary>
    internal ImageOptions OptionsFor(string provider, CatalogModel model, bool isFree, bool canShrink) => new()
    {
        Provider = provider,
        Model = model,
        IsFree = isFree,
        IsDryRun = IsDryRun,
        AllowUnpriced = AllowUnpriced,
        CanShrink = canShrink,
        Size = Size ?? ImageFormat.DefaultSize,
    };
}
