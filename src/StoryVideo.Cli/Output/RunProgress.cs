using System.Collections.Concurrent;
using Spectre.Console;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Output;

/// <summary>Shows how far the shots are: a live line where somebody looks, a plain line a step where it is redirected.</summary>
internal sealed class RunProgress : IProgress<AssetProgress>
{
    private readonly Terminal _terminal;
    private readonly ConcurrentDictionary<string, AssetStage> _running = new(StringComparer.Ordinal);
    private StatusContext? _live;
    private int _total;
    private int _done;

    public RunProgress(Terminal terminal) => _terminal = terminal;

    /// <summary>Runs the work under a live line where somebody looks at it.</summary>
    /// <param name="total">How many shots there are to be done.</param>
    /// <param name="work">What is shown.</param>
    public Task ShowAsync(int total, Func<Task> work)
    {
        _total = total;
        return _terminal.IsInteractive && total > 0
            ? _terminal.ErrorConsole.Status().Spinner(Spinner.Known.Dots).StartAsync($"0 of {total}", context =>
            {
                _live = context;
                return work();
            })
            : work();
    }

    public void Report(AssetProgress value)
    {
        string shot = value.Asset.Name;
        if (value.Stage == AssetStage.Done)
        {
            _running.TryRemove(shot, out _);
            Interlocked.Increment(ref _done);
        }
        else
        {
            _running[shot] = value.Stage;
        }

        if (_live is { } live)
        {
            live.Status(Markup.Escape(Terminal.Plain($"{_done} of {_total} · {string.Join(", ", _running.OrderBy(static r => r.Key, StringComparer.Ordinal).Select(Short))}")));
        }
        else if (value.Stage != AssetStage.Done)
        {
            _terminal.Say($"{shot}: {value.Stage.ToString().ToLowerInvariant()}");
        }

        if (value.Note is { } note)
        {
            _terminal.Warn($"{shot}: {note}");
        }
    }

    private static string Short(KeyValuePair<string, AssetStage> shot) => $"{shot.Key} {shot.Value.ToString().ToLowerInvariant()}";
}
