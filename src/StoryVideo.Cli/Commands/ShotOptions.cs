using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Stories;

namespace StoryVideo.Cli.Commands;

/// <summary>Options that say which shots are meant.</summary>
internal sealed class ShotOptions
{
    public Option<string?> Story { get; } = new("--story")
    {
        Description = "id or title of the story, * and ? allowed (may be left out where there is only one)",
        HelpName = "STORY",
    };

    public Option<string[]> Scenelet { get; } = new("--scenelet")
    {
        Description = "only these scenelets, by id or label, * and ? allowed; may be said more than once",
        HelpName = "NAME",
        DefaultValueFactory = static _ => [],
    };

    public Option<IReadOnlyList<IndexRange>> Shot { get; } = new("--shot")
    {
        Description = "only these shots of each scenelet: 3, 2-5, 4-, or several with commas",
        HelpName = "INDEX",
        DefaultValueFactory = static _ => [],
        CustomParser = static result =>
        {
            try
            {
                return IndexRange.ParseList(string.Join(',', result.Tokens.Select(static t => t.Value)));
            }
            catch (FormatException e)
            {
                result.AddError(e.Message);
                return [];
            }
        },
    };

    public void AddTo(Command command)
    {
        command.Options.Add(Story);
        command.Options.Add(Scenelet);
        command.Options.Add(Shot);
    }

    public ShotFilter Read(ParseResult parsed) => new()
    {
        Scenelets = parsed.GetValue(Scenelet) ?? [],
        Indexes = parsed.GetValue(Shot) ?? [],
    };

    /// <summary>Says that no shot is meant, which is hardly what was.</summary>
    public static int NothingFits(Terminal terminal, Story story)
    {
        terminal.Say($"No shot of '{story.DisplayName}' fits these filters.");
        return ExitCode.Refused;
    }
}
