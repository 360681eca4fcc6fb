using StoryVideo.Stories;

namespace StoryVideo.Prompting;

/// <summary>
/// Writes the prompt of a shot: one JSON text with the story's look, the designs that the shot refers to, the voices that
/// speak in it, its storyboard and the instructions. Reads nothing and writes nothing.
/// </summary>
public sealed class ShotPromptBuilder
{
    private readonly VisualDesign _visual;
    private readonly AudioDesign? _audio;
    private readonly PromptInstructions _instructions;
    private readonly Dictionary<PromptRendering, PromptDesigns> _designs = [];
    private readonly Lock _lock = new();

    public ShotPromptBuilder(VisualDesign visual, AudioDesign? audio, PromptInstructions instructions)
    {
        _visual = visual;
        _audio = audio;
        _instructions = instructions;
    }

    /// <summary>The same with one more instruction at the end: what a take is to have otherwise than an earlier one.</summary>
    public ShotPromptBuilder With(string instruction) => new(_visual, _audio, _instructions.With(instruction));

    /// <summary>The prompt in full.</summary>
    public AssetPrompt Build(Storyboard storyboard) => Prompt(Write(storyboard, PromptRendering.Full), []);

    /// <summary>
    /// The prompt with its least useful text left out, bit by bit, until it is no longer than <paramref name="tokenLimit"/>:
    /// notes on colours that the shot does not name, then empty fields, then white space.
    /// </summary>
    public AssetPrompt BuildCompact(Storyboard storyboard, int tokenLimit)
    {
        AssetPrompt prompt = Build(storyboard);
        List<string> dropped = [];
        foreach ((PromptRendering rendering, string what) in (ReadOnlySpan<(PromptRendering, string)>)
        [
            (new(Indented: true, EmptyFields: true, PaletteNotes: false), "notes on colours that the shot does not name"),
            (new(Indented: true, EmptyFields: false, PaletteNotes: false), "empty fields"),
            (new(Indented: false, EmptyFields: false, PaletteNotes: false), "white space"),
        ])
        {
            if (prompt.TokensEstimate <= tokenLimit)
            {
                break;
            }

            string text = Write(storyboard, rendering);
            if (text.Length < prompt.Characters)
            {
                dropped.Add(what);
            }

            prompt = Prompt(text, dropped);
        }

        return prompt;
    }

    /// <summary>
    /// The texts that a prompt is made of, by what an operator calls them: <c>character rhea</c>, <c>storyboard</c>,
    /// <c>instructions</c>. A change of one is a change of that part.
    /// </summary>
    public IReadOnlyDictionary<string, string> PartsOf(Storyboard storyboard)
    {
        PromptDesigns designs = DesignsFor(PromptRendering.Full);
        Dictionary<string, string> parts = new(StringComparer.Ordinal)
        {
            ["global aesthetic"] = designs.GlobalAesthetic,
            ["storyboard"] = PromptJson.Render(storyboard.Payload, PromptRendering.Full, 1),
            ["instructions"] = string.Join('\n', _instructions.Items),
        };
        foreach (DesignKind kind in Enum.GetValues<DesignKind>())
        {
            foreach (Design design in storyboard.Referenced(kind).Select(id => _visual.Find(kind, id)).OfType<Design>())
            {
                parts[$"{kind.ToString().ToLowerInvariant()} {design.Id}"] = designs.Of(design);
            }
        }

        if (_audio is not null)
        {
            parts["audio design"] = Audio(storyboard, designs, PromptRendering.Full);
        }

        return parts;
    }

    private static AssetPrompt Prompt(string text, IReadOnlyList<string> dropped) => new()
    {
        Text = text,
        TokensEstimate = TokenEstimate.Of(text),
        Dropped = [.. dropped],
    };

    private string Write(Storyboard storyboard, PromptRendering rendering)
    {
        PromptDesigns designs = DesignsFor(rendering);
        OrderedDictionary<string, string> sections = new(StringComparer.Ordinal)
        {
            ["global_aesthetic"] = designs.GlobalAesthetic,
            ["character_designs"] = Designs(storyboard, DesignKind.Character, designs, rendering),
            ["environment_designs"] = Designs(storyboard, DesignKind.Environment, designs, rendering),
        };
        if (_audio is not null)
        {
            sections["audio_design"] = Audio(storyboard, designs, rendering);
        }

        sections["storyboard_payload"] = PromptJson.Render(storyboard.Payload, rendering, 1);
        sections["critical_instruction"] = List(_instructions.Items.Select(Quoted), rendering, 1);
        if (!rendering.PaletteNotes)
        {
            string rest = string.Join('\n', sections.Skip(1).Select(static s => s.Value));
            sections["global_aesthetic"] = designs.GlobalAestheticBeside(rest);
        }

        return Members(sections, rendering, 0);
    }

    private PromptDesigns DesignsFor(PromptRendering rendering)
    {
        lock (_lock)
        {
            if (!_designs.TryGetValue(rendering, out PromptDesigns? designs))
            {
                _designs[rendering] = designs = new PromptDesigns(_visual, _audio, rendering);
            }

            return designs;
        }
    }

    private string Designs(Storyboard storyboard, DesignKind kind, PromptDesigns designs, PromptRendering rendering) =>
        List(storyboard.Referenced(kind).Select(id => _visual.Find(kind, id)).OfType<Design>().Select(designs.Of), rendering, 1);

    private static string Audio(Storyboard storyboard, PromptDesigns designs, PromptRendering rendering)
    {
        OrderedDictionary<string, string> members = new(StringComparer.Ordinal)
        {
            ["character_voice_profiles"] = List(Voices(storyboard).Select(designs.VoiceOf).OfType<string>(), rendering, 2),
        };
        if (designs.SoundEffects is { } soundEffects)
        {
            members["sonic_identity"] = soundEffects;
        }

        if (storyboard.HasNarrator && designs.Narrator is { } narrator)
        {
            members["narrator_voice_profile"] = narrator;
        }

        return Members(members, rendering, 1);
    }

    // Referenced characters first, in referenced order; then voices from outside the picture, which speak all the same.
    private static IEnumerable<string> Voices(Storyboard storyboard) =>
        storyboard.Characters.Intersect(storyboard.Speakers, StringComparer.Ordinal)
            .Union(storyboard.Speakers.Where(static s => s != Storyboard.Narrator), StringComparer.Ordinal);

    private static string Quoted(string text)
    {
        PromptJson json = new(PromptRendering.Full);
        json.String(text);
        return json.ToString();
    }

    private static string List(IEnumerable<string> items, PromptRendering rendering, int depth)
    {
        PromptJson json = new(rendering, depth);
        json.Array(items);
        return json.ToString();
    }

    private static string Members(IEnumerable<KeyValuePair<string, string>> members, PromptRendering rendering, int depth)
    {
        PromptJson json = new(rendering, depth);
        json.Object(members);
        return json.ToString();
    }
}
