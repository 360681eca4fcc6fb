using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

/// <summary>Options that say where stories and files are.</summary>
internal sealed class StoreOptions
{
    private readonly Terminal _terminal;

    public StoreOptions(Terminal terminal) => _terminal = terminal;

    public Option<string?> Database { get; } = new("--database")
    {
        Description = "SQLite file or postgres:// address (else STORYVIDEO_DATABASE, else ./storyvideo.db)",
        HelpName = "FILE|URL",
    };

    public Option<string?> Assets { get; } = new("--assets")
    {
        Description = "folder of images and clips (else STORYVIDEO_ASSETS, else ./public/generated)",
        HelpName = "FOLDER",
    };

    public Option<string?> Prompts { get; } = new("--prompts")
    {
        Description = "folder with instruction files of your own (else STORYVIDEO_PROMPTS)",
        HelpName = "FOLDER",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Database);
        command.Options.Add(Assets);
        command.Options.Add(Prompts);
    }

    public StudioSettings Read(ParseResult parsed) => new()
    {
        Database = parsed.GetValue(Database),
        Assets = parsed.GetValue(Assets),
        Prompts = parsed.GetValue(Prompts),
        BaseFolder = _terminal.Folder,
        ReadVariable = _terminal.ReadVariable,
    };
}
