using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Cli.Output;

/// <summary>Results as a table, the prices as they would be on the paid model.</summary>
internal sealed class ResultTable
{
    private readonly Grid _grid;
    private readonly List<AssetResult> _waiting = [];
    private readonly Terminal _terminal;

    /// <param name="terminal">Where it goes.</param>
    /// <param name="what">Heads the first column.</param>
    public ResultTable(Terminal terminal, string what)
    {
        _terminal = terminal;
        _grid = new Grid(
            terminal,
            new(what, KeepsTogether: true),
            new("status", KeepsTogether: true),
            new("references"),
            new("price", IsRight: true, KeepsTogether: true),
            new("file"));
    }

    /// <summary>A row at once: results that come in the order of the story.</summary>
    public void Add(AssetResult result) => _grid.Add(
        result is ImageResult { DesignId: not null } image ? image.Title : result.Plan.Address,
        Words.Of(result.Status),
        Words.Short(result.Plan.References),
        Words.Price(result.EstimatedCost, result.Plan.IsPriceOld),
        result is ShotCheckResult { Check.Verdict: { } verdict } ? Words.Short(verdict)
            : result.File is { } file ? ShortPath(file, result.Plan.Output) : result.Error?.Message);

    /// <summary>A row at the end: results of a run come as they are done, and are read in the order of the story.</summary>
    public void AddLater(AssetResult result) => _waiting.Add(result);

    public void End()
    {
        foreach (AssetResult result in _waiting
            .OrderBy(static r => (r as ShotVideoResult)?.Plan.Shot.SceneletSequence)
            .ThenBy(static r => r.Plan.Asset.SceneletId ?? r.Plan.Asset.DesignId, StringComparer.Ordinal)
            .ThenBy(static r => r.Plan.Asset.ShotIndex))
        {
            Add(result);
        }

        _grid.End();
    }

    // Somebody who looks at it knows the story; a script needs the whole path, from its own folder where that is shorter.
    private string ShortPath(string file, AssetPath output)
    {
        if (_terminal.IsOutputTerminal)
        {
            return string.Join('/', output.Value.Split('/').Skip(1));
        }

        string relative = Path.GetRelativePath(_terminal.Folder, file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
