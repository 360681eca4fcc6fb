using Spectre.Console;

namespace StoryVideo.Cli.Output;

/// <summary>
/// A table of results: drawn where somebody looks at it, aligned plain lines where it is redirected or long. Plain lines
/// stream, so that ten thousand rows need no more memory than a hundred.
/// </summary>
internal sealed class Grid
{
    // Up to here widths are taken from the rows themselves; those after it use the same widths.
    private const int Measured = 200;

    private readonly Terminal _terminal;
    private readonly GridColumn[] _columns;
    private readonly List<string[]> _rows = [];
    private int[]? _widths;

    public Grid(Terminal terminal, params GridColumn[] columns)
    {
        _terminal = terminal;
        _columns = [.. columns.Select(static c => c with { Title = Cell(c.Title) })];
    }

    public void Add(params string?[] cells)
    {
        string[] row = [.. cells.Select(Cell)];
        if (_widths is not null)
        {
            Write(row);
            return;
        }

        _rows.Add(row);
        if (_rows.Count == Measured)
        {
            Flush();
        }
    }

    /// <summary>Writes what is not written yet.</summary>
    public void End()
    {
        if (_widths is null && _rows.Count > 0)
        {
            if (_terminal.IsOutputTerminal)
            {
                Draw();
            }
            else
            {
                Flush();
            }
        }
    }

    private static string Cell(string? text) => Terminal.Plain(text ?? "").Replace('\n', ' ');

    private void Draw()
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (GridColumn column in _columns)
        {
            TableColumn drawn = new TableColumn(new Text(column.Title)) { NoWrap = column.KeepsTogether };
            table.AddColumn(column.IsRight ? drawn.RightAligned() : drawn);
        }

        foreach (string[] row in _rows)
        {
            table.AddRow(row.Select(static cell => new Text(cell)));
        }

        _terminal.Console.Write(table);
    }

    private void Flush()
    {
        _widths = [.. _columns.Select((c, i) => Math.Max(c.Title.Length, _rows.Max(r => r[i].Length)))];
        Write([.. _columns.Select(static c => c.Title)]);
        _rows.ForEach(Write);
        _rows.Clear();
    }

    private void Write(string[] row)
    {
        IEnumerable<string> cells = row.Select((cell, i) =>
            _columns[i].IsRight ? cell.PadLeft(_widths![i]) : cell.PadRight(_widths![i]));
        _terminal.Out.WriteLine(string.Join("  ", cells).TrimEnd());
    }
}
