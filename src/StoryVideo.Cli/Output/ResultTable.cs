using StoryVideo.Tasks;

namespace StoryVideo.Cli.Output;

/// <summary>Results as a table, the prices as they would be on the paid model.</summary>
internal sealed class ResultTable
{
    private readonly Grid _grid;
    private readonly string _folder;

    public ResultTable(Terminal terminal)
    {
        _folder = terminal.Folder;
        _grid = new Grid(
            terminal,
            new("shot", KeepsTogether: true),
            new("status", KeepsTogether: true),
            new("references"),
            new("price", IsRight: true, KeepsTogether: true),
            new("file"));
    }

    public void Add(ShotVideoResult result) => _grid.Add(
        result.Plan.Shot.Address.ToString(),
        Words.Of(result.Status),
        Words.Short(result.Plan.References),
        Words.Dollars(result.EstimatedCost),
        result.File is { } file ? ShortPath(file) : result.Error?.Message);

    public void End() => _grid.End();

    // The shorter of both spellings; a path outside the current folder stays whole.
    private string ShortPath(string file)
    {
        string relative = Path.GetRelativePath(_folder, file);
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
