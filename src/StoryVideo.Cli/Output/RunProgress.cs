using System.Collections.Concurrent;
using Spectre.Console;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Output;

/// <summary>Shows how far the shots are: a live line where somebody looks, a plain line a step where it is redirected.</summary>
internal sealed class RunProgress : IProgress<AssetProgress>
{
    private readonly Terminal _terminal;
    private readonly int _total;
    private readonly ConcurrentDictionary<string, AssetStage> _running = new(StringComparer.Ordinal);
    private StatusContext? _live;
    private int _done;

    public RunProgress(Terminal terminal, int total)
    {
        _terminal = terminal;
        _total = total;
    }

    /// <summary>Runs the work under a live line where somebody looks at it.</summary>
    public Task ShowAsync(Func<Task> work) =>
        _terminal.IsInteractive && _total > 0
            ? _terminal.ErrorConsole.Status().Spinner(Spinner.Known.Dots).StartAsync($"0 of {_total}", context =>
            {
                _live = context;
                return work();
            })
            : work();

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
