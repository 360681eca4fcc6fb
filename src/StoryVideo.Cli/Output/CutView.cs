using Spectre.Console;
using StoryVideo.Cutting;

namespace StoryVideo.Cli.Output;

/// <summary>Shows how far a film is: a live line where somebody looks, a plain line a stage where it is redirected.</summary>
internal sealed class CutView(Terminal terminal) : IProgress<CutProgress>
{
    private readonly Lock _lock = new();
    private StatusContext? _live;
    private string _stage = "";

    public Task ShowAsync(Func<IProgress<CutProgress>, Task> work) => terminal.IsInteractive
        ? terminal.ErrorConsole.Status().Spinner(Spinner.Known.Dots).StartAsync("looking at the clips", context =>
        {
            _live = context;
            return work(this);
        })
        : work(this);

    public void Report(CutProgress value)
    {
        lock (_lock)
        {
            if (_live is { } live)
            {
                live.Status($"{value.Stage} {value.Done} of {value.Total}");
            }
            else if (value.Stage != _stage)
            {
                terminal.Say($"{value.Stage}: {value.Total} pieces");
            }

            _stage = value.Stage;
        }
    }
}
