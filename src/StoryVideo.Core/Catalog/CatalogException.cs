namespace StoryVideo.Catalog;

/// <summary>A model catalog that cannot be used.</summary>
public sealed class CatalogException : Exception
{
    public CatalogException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine + "  ", ["The model catalog cannot be used:", .. problems])) =>
        Problems = problems;

    /// <summary>Everything that is wrong with it, each with its place (<c>$.models[3].prices[0].asOf: …</c>).</summary>
    public IReadOnlyList<string> Problems { get; }
}
