using StoryVideo.Stories;

namespace StoryVideo.Prompting;

/// <summary>
/// Writes the prompts of images: the instructions, a line each, then one JSON text with the story's look and what is to be seen.
/// Reads nothing and writes nothing.
/// </summary>
public sealed class ImagePromptBuilder
{
    // The picture is silent, and words to be spoken would be written into it.
    private static readonly string[] s_sound = ["audioAndNarrative", "audio_and_narrative"];

    private readonly VisualDesign _visual;
    private readonly PromptDesigns _designs;
    private readonly Lock _lock = new();

    public ImagePromptBuilder(VisualDesign visual)
    {
        _visual = visual;
        _designs = new PromptDesigns(visual, audio: null, PromptRendering.Full);
    }

    /// <summary>The prompt of a model sheet or an environment reference.</summary>
    public AssetPrompt Build(Design design, PromptInstructions instructions) => Prompt(instructions, new(StringComparer.Ordinal)
    {
        ["global_aesthetic"] = _designs.GlobalAesthetic,
        [SectionOf(design.Kind)] = List([Of(design)]),
    });

    /// <summary>The prompt of a key frame.</summary>
    public AssetPrompt Build(Storyboard storyboard, PromptInstructions instructions) => Prompt(instructions, new(StringComparer.Ordinal)
    {
        ["global_aesthetic"] = _designs.GlobalAesthetic,
        [SectionOf(DesignKind.Character)] = List(Referenced(storyboard, DesignKind.Character)),
        [SectionOf(DesignKind.Environment)] = List(Referenced(storyboard, DesignKind.Environment)),
        ["storyboard_payload"] = Silent(storyboard),
    });

    /// <summary>The texts that the prompt is made of, by what an operator calls them: a change of one is a change of that part.</summary>
    public IReadOnlyDictionary<string, string> PartsOf(Design design, PromptInstructions instructions) =>
        new Dictionary<string, string>(Common(instructions), StringComparer.Ordinal) { [PartOf(design)] = Of(design) };

    /// <inheritdoc cref="PartsOf(Design, PromptInstructions)"/>
    public IReadOnlyDictionary<string, string> PartsOf(Storyboard storyboard, PromptInstructions instructions)
    {
        Dictionary<string, string> parts = new(Common(instructions), StringComparer.Ordinal) { ["storyboard"] = Silent(storyboard) };
        foreach (Design design in Enum.GetValues<DesignKind>().SelectMany(kind => Designs(storyboard, kind)))
        {
            parts[PartOf(design)] = Of(design);
        }

        return parts;
    }

    private static AssetPrompt Prompt(PromptInstructions instructions, OrderedDictionary<string, string> sections)
    {
        PromptJson json = new(PromptRendering.Full);
        json.Object(sections);
        string text = string.Join('\n', instructions.Items.Select(static i => "- " + i)) + "\n\n" + json;
        return new AssetPrompt { Text = text, TokensEstimate = TokenEstimate.Of(text), Dropped = [] };
    }

    private static string SectionOf(DesignKind kind) => kind == DesignKind.Character ? "character_designs" : "environment_designs";

    private static string PartOf(Design design) => $"{design.Kind.ToString().ToLowerInvariant()} {design.Id}";

    private static string Silent(Storyboard storyboard) => PromptJson.Render(
        storyboard.Payload, PromptRendering.Full, 1, static name => !s_sound.Contains(name, StringComparer.Ordinal));

    private static string List(IEnumerable<string> items)
    {
        PromptJson json = new(PromptRendering.Full, 1);
        json.Array(items);
        return json.ToString();
    }

    private Dictionary<string, string> Common(PromptInstructions instructions) => new(StringComparer.Ordinal)
    {
        ["global aesthetic"] = _designs.GlobalAesthetic,
        ["instructions"] = string.Join('\n', instructions.Items),
    };

    private IEnumerable<string> Referenced(Storyboard storyboard, DesignKind kind) => Designs(storyboard, kind).Select(Of);

    private IEnumerable<Design> Designs(Storyboard storyboard, DesignKind kind) =>
        storyboard.Referenced(kind).Select(id => _visual.Find(kind, id)).OfType<Design>();

    private string Of(Design design)
    {
        lock (_lock)
        {
            return _designs.Of(design);
        }
    }
}
