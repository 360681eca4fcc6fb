using System.Text;
using Spectre.Console;

namespace StoryVideo.Cli.Output;

/// <summary>
/// What the program has of its caller: two streams, variables, a folder and a clock. Results go out on one stream, everything
/// else on the other; text from stories cannot steer the terminal.
/// </summary>
internal sealed class Terminal
{
    public Terminal(TextWriter output, TextWriter error)
    {
        Out = output;
        Err = TextWriter.Synchronized(error);
        Console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        ErrorConsole = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        IsInteractive = ReferenceEquals(error, System.Console.Error) && !System.Console.IsErrorRedirected;
        IsOutputTerminal = ReferenceEquals(output, System.Console.Out) && !System.Console.IsOutputRedirected;
    }

    public TextWriter Out { get; }

    public TextWriter Err { get; }

    /// <summary>Draws tables where somebody looks at them.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Draws progress where somebody looks at it.</summary>
    public IAnsiConsole ErrorConsole { get; }

    /// <summary>Somebody looks at the error stream.</summary>
    public bool IsInteractive { get; }

    /// <summary>Somebody looks at the results.</summary>
    public bool IsOutputTerminal { get; }

    /// <summary>Environment variables.</summary>
    public Func<string, string?> ReadVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>What relative paths are relative to.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// A log that takes no more (its disk may be the one that is full) leaves nobody to tell, and stops no paid work: what is
    /// under way still comes to its record.
    /// </summary>
    public void Say(string text)
    {
        try
        {
            Err.WriteLine(Plain(text));
        }
        catch (IOException)
        {
        }
    }

    public void Warn(string text) => Say("warning: " + text);

    public void Error(string text) => Say("error: " + text);

    /// <summary>Text without control characters but for line breaks.</summary>
    public static string Plain(string text)
    {
        if (!text.Any(static c => char.IsControl(c) && c != '\n'))
        {
            return text;
        }

        StringBuilder plain = new(text.Length);
        foreach (char c in text)
        {
            plain.Append(c switch
            {
                '\n' => c,
                '\r' => "",
                '\t' => " ",
                _ => char.IsControl(c) ? "\uFFFD" : c.ToString(),
            });
        }

        return plain.ToString();
    }
}
