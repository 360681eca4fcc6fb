using System.CommandLine;
using StoryVideo.Catalog;

namespace StoryVideo.Cli.Commands;

/// <summary>Options that say what a clip is to be: by which model, and in which format.</summary>
internal sealed class FormatOptions
{
    private readonly Option<string> _aspect = Text("--aspect", "width to height", VideoFormat.Default.AspectRatio);
    private readonly Option<string> _resolution = Text("--resolution", "as the model has them: 360p, 480p, 720p, 1080p, 4k", VideoFormat.Default.Resolution);

    private readonly Option<int> _duration = new("--duration")
    {
        Description = "length in seconds",
        HelpName = "SECONDS",
        CustomParser = OptionValue.Count,
        DefaultValueFactory = static _ => VideoFormat.Default.DurationSeconds,
    };

    /// <param name="modelDescription">What naming a model does here.</param>
    public FormatOptions(string modelDescription) =>
        Model = new Option<string?>("--model") { Description = modelDescription, HelpName = "ID|auto" };

    public Option<string?> Model { get; }

    public void AddTo(Command command)
    {
        Option[] all = [Model, _aspect, _resolution, _duration];
        Array.ForEach(all, command.Options.Add);
    }

    public VideoFormat Read(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_aspect), parsed.GetRequiredValue(_resolution), parsed.GetValue(_duration));

    /// <summary>Whether any of the format was said, and not left to the defaults.</summary>
    public bool IsNamed(ParseResult parsed) =>
        Array.Exists<Option>([_aspect, _resolution, _duration], o => parsed.GetResult(o) is { Implicit: false });

    private static Option<string> Text(string name, string description, string value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
