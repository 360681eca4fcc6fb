using StoryVideo.Ledger;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Cli.Output;

/// <summary>How the shots of a story stand: a table with a sentence after it, or lines for scripts with the sum last.</summary>
internal sealed class StatusView : IDisposable
{
    private readonly Terminal _terminal;
    private readonly JsonLines? _lines;
    private readonly Grid _grid;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public StatusView(Terminal terminal, bool isJson)
    {
        _terminal = terminal;
        _lines = isJson ? new JsonLines(terminal.Out) : null;
        _grid = new Grid(
            terminal,
            new("shot", KeepsTogether: true),
            new("state", KeepsTogether: true),
            new("model"),
            new("cost", IsRight: true, KeepsTogether: true),
            new("take"),
            new("note"));
    }

    public void Add(ShotState shot)
    {
        _counts[shot.State] = _counts.GetValueOrDefault(shot.State) + 1;
        if (_lines is not null)
        {
            Write(_lines, shot);
            return;
        }

        _grid.Add(
            shot.Shot.Address.ToString(),
            shot.State,
            shot.Take?.Model,
            shot.Take is { } take ? Words.Price(take.ChargeUsd, take.IsPriceOld()) : "",
            shot.Take?.Id,
            shot.Changes.Count > 0 ? "changed since: " + string.Join(", ", shot.Changes) : shot.Take?.Error?.Message);
    }

    public void End(Spending spending)
    {
        _grid.End();
        _lines?.Write(json =>
        {
            json.WriteStartObject("summary");
            foreach ((string state, int count) in _counts)
            {
                json.WriteNumber(state, count);
            }

            json.WriteNumber("spentUsd", spending.Spent);
            json.WriteNumber("reservedUsd", spending.Reserved);
            json.WriteNumber("unknownUsd", spending.Unknown);
            json.WriteEndObject();
        });
        _terminal.Say(string.Join(", ", _counts.Select(static c => $"{c.Value} {c.Key}"))
            + $". Spent {Words.Dollars(spending.Spent)}, reserved {Words.Dollars(spending.Reserved)}, unknown {Words.Dollars(spending.Unknown)}.");
        if (_counts.ContainsKey(TakeState.Unknown.Name()))
        {
            _terminal.Say("Unknown takes may have been paid; each stays until storyvideo resolve settles it. storyvideo takes --state unknown lists them.");
        }
    }

    public void Dispose() => _lines?.Dispose();

    private static void Write(JsonLines lines, ShotState shot) => lines.Write(json =>
    {
        json.WriteString("story", shot.StoryId);
        json.WriteString("scenelet", shot.SceneletId);
        json.WriteNumber("shot", shot.ShotIndex);
        json.WriteString("state", shot.State);
        json.WriteString("model", shot.Take?.Model);
        json.WriteMoney("costUsd", shot.Take?.ChargeUsd);
        json.WriteBoolean("priceIsOld", shot.Take?.IsPriceOld() == true);
        json.WriteString("takeId", shot.Take?.Id);
        json.WriteString("file", shot.File);
        json.WriteTexts("changes", shot.Changes);
        json.WriteString("error", shot.Take?.Error?.Message);
    });
}
