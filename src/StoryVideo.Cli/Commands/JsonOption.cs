using System.CommandLine;

namespace StoryVideo.Cli.Commands;

/// <summary>Says that results are for a script.</summary>
internal static class JsonOption
{
    public static Option<bool> Create(string description = "one JSON object a line") => new("--json") { Description = description };
}
