using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Prompting;

/// <summary>The parts of a story's documents that recur from prompt to prompt, each rendered once.</summary>
internal sealed class PromptDesigns
{
    private const string Style = "visual_style";
    private const string Palette = "master_color_palette";

    private static readonly HashSet<string> s_pathsAndAssociations = new(StringComparer.Ordinal)
    {
        "character_model_sheet_image_path", "characterModelSheetImagePath",
        "environment_reference_image_path", "environmentReferenceImagePath",
        "associated_scenelet_ids", "associatedSceneletIds",
    };

    private readonly OrderedDictionary<string, JsonElement> _aesthetic;
    private readonly AudioDesign? _audio;
    private readonly PromptRendering _rendering;
    private readonly Dictionary<Design, string> _designs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string?> _voices = new(StringComparer.Ordinal);

    public PromptDesigns(VisualDesign visual, AudioDesign? audio, PromptRendering rendering)
    {
        _audio = audio;
        _rendering = rendering;
        _aesthetic = Aesthetic(visual);
        GlobalAesthetic = Render(_aesthetic, 1);
        SoundEffects = audio?.SoundEffectPhilosophy is { } philosophy ? RenderSoundEffects(philosophy) : null;
        Narrator = audio?.NarratorVoice is { } voice ? PromptJson.Render(voice, rendering, 2) : null;
    }

    /// <summary>Rendered at depth 1.</summary>
    public string GlobalAesthetic { get; }

    /// <summary>The same without the notes of colours that <paramref name="rest"/> does not name.</summary>
    public string GlobalAestheticBeside(string rest) => Render(_aesthetic, 1, (name, value) =>
        name == Palette ? PaletteNotes.Render(value, rest, _rendering, 2) : PromptJson.Render(value, _rendering, 2));

    /// <summary>The sound effect philosophy, alone of the sonic identity, rendered at depth 2; null where the story has none.</summary>
    public string? SoundEffects { get; }

    /// <summary>The narrator's voice profile rendered at depth 2; null where the story has none.</summary>
    public string? Narrator { get; }

    /// <summary>A design without its path and association fields, rendered at depth 2.</summary>
    public string Of(Design design)
    {
        if (!_designs.TryGetValue(design, out string? text))
        {
            text = Render(design.Json.EnumerateObject()
                .Select(static p => KeyValuePair.Create(StoredText.NameOf(p), p.Value))
                .Where(static p => !s_pathsAndAssociations.Contains(p.Key)), 2);
            _designs[design] = text;
        }

        return text;
    }

    /// <summary>A voice profile rendered at depth 3, its id spelt <c>character_id</c>; null where the story has none.</summary>
    public string? VoiceOf(string characterId)
    {
        if (!_voices.TryGetValue(characterId, out string? text))
        {
            text = _audio?.VoiceOf(characterId) is { } profile
                ? Render(
                    profile.EnumerateObject().Select(static p => KeyValuePair.Create(SnakeId(StoredText.NameOf(p)), p.Value)), 3)
                : null;
            _voices[characterId] = text;
        }

        return text;
    }

    private static string SnakeId(string name) => name == "characterId" ? "character_id" : name;

    private string Render(IEnumerable<KeyValuePair<string, JsonElement>> members, int depth) =>
        Render(members, depth, (_, value) => PromptJson.Render(value, _rendering, depth + 1));

    private string Render(
        IEnumerable<KeyValuePair<string, JsonElement>> members, int depth, Func<string, JsonElement, string> render)
    {
        OrderedDictionary<string, JsonElement> last = new(StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in members)
        {
            last[name] = value;
        }

        PromptJson json = new(_rendering, depth);
        json.Object(last
            .Where(m => _rendering.EmptyFields || !PromptJson.IsEmpty(m.Value))
            .Select(m => KeyValuePair.Create(m.Key, render(m.Key, m.Value))));
        return json.ToString();
    }

    private string RenderSoundEffects(string philosophy)
    {
        PromptJson text = new(_rendering);
        text.String(philosophy);
        PromptJson json = new(_rendering, 2);
        json.Object([KeyValuePair.Create("sound_effect_philosophy", text.ToString())]);
        return json.ToString();
    }

    // Every key of the aesthetic stays in its place; style and palette are there once, under the name that prompts use.
    private static OrderedDictionary<string, JsonElement> Aesthetic(VisualDesign visual)
    {
        OrderedDictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        if (visual.GlobalAesthetic is { ValueKind: JsonValueKind.Object } aesthetic)
        {
            foreach (JsonProperty property in aesthetic.EnumerateObject())
            {
                members[AestheticName(StoredText.NameOf(property))] = property.Value;
            }
        }

        Set(members, Style, visual.VisualStyle);
        Set(members, Palette, visual.MasterColorPalette);
        return members;
    }

    private static string AestheticName(string name) => name switch
    {
        "visualStyle" => Style,
        "masterColorPalette" => Palette,
        _ => name,
    };

    private static void Set(OrderedDictionary<string, JsonElement> members, string name, JsonElement? value)
    {
        if (value is { } present)
        {
            members[name] = present;
        }
    }
}
