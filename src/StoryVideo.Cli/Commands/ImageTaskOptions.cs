using System.CommandLine;
using StoryVideo.Planning;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

/// <summary>Options of the tasks that make images.</summary>
internal sealed class ImageTaskOptions
{
    private readonly Option<string[]> _characters = Names("--character", "only model sheets of these characters, by id, * and ? allowed; may be said more than once");
    private readonly Option<string[]> _environments = Names("--environment", "only reference images of these environments, in the same way");

    private readonly Option<int> _index = new("--index")
    {
        Description = "which image of each design: 2 makes a second one beside the first, and selects it",
        HelpName = "NUMBER",
        CustomParser = OptionValue.Count,
        DefaultValueFactory = static _ => 1,
    };

    private readonly Option<string?> _size = new("--size")
    {
        Description = $"size of images: 1K, 2K or 4K (else {ImageFormat.DefaultSize})",
        HelpName = "SIZE",
    };

    private readonly Option<string?> _model = new("--image-model")
    {
        Description = "the model of images, used as named or refused; with 'all', --model is that of clips",
        HelpName = "ID",
    };

    public void AddTo(Command command)
    {
        Option[] all = [_characters, _environments, _index, _size, _model];
        Array.ForEach(all, command.Options.Add);
    }

    /// <summary>What is asked of model sheets and environment references, beyond what is asked of every run.</summary>
    public VisualReferenceRequest ReadReferences(ParseResult parsed) => new()
    {
        Characters = parsed.GetRequiredValue(_characters),
        Environments = parsed.GetRequiredValue(_environments),
        Index = parsed.GetValue(_index),
        Size = Size(parsed),
    };

    /// <summary>What is asked of key frames, beyond what is asked of every run.</summary>
    public ShotImageRequest ReadKeyFrames(ParseResult parsed, ShotOptions shots) => new()
    {
        Filter = shots.Read(parsed),
        Size = Size(parsed),
    };

    public string? Model(ParseResult parsed) => parsed.GetValue(_model);

    private string? Size(ParseResult parsed) => parsed.GetValue(_size)?.ToUpperInvariant();

    private static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "NAME",
        DefaultValueFactory = static _ => [],
    };
}
