using System.Text.Json;

namespace StoryVideo.Stories;

/// <summary>The visual design document of a story, read for use: in either spelling of its keys, wrapped or not.</summary>
public sealed class VisualDesign
{
    private static readonly string[] s_characterIds = ["character_id", "characterId"];
    private static readonly string[] s_environmentIds = ["environment_id", "environmentId"];
    private static readonly string[] s_characterPaths = ["character_model_sheet_image_path", "characterModelSheetImagePath"];
    private static readonly string[] s_environmentPaths =
        ["environment_reference_image_path", "environmentReferenceImagePath"];

    private readonly Dictionary<string, Design> _characters;
    private readonly Dictionary<string, Design> _environments;

    private VisualDesign(JsonElement root)
    {
        GlobalAesthetic = StoredJson.Find(root, "global_aesthetic", "globalAesthetic");
        VisualStyle = Aesthetic(root, "visual_style", "visualStyle");
        MasterColorPalette = Aesthetic(root, "master_color_palette", "masterColorPalette");
        Characters = Read(root, DesignKind.Character, ["character_designs", "characterDesigns"], s_characterIds, s_characterPaths);
        Environments = Read(
            root, DesignKind.Environment, ["environment_designs", "environmentDesigns"], s_environmentIds, s_environmentPaths);
        _characters = LastById(Characters);
        _environments = LastById(Environments);
    }

    /// <summary>The whole look of the film; null where the document has none.</summary>
    public JsonElement? GlobalAesthetic { get; }

    /// <summary>Style, under <c>global_aesthetic</c> or at the top of an older document.</summary>
    public JsonElement? VisualStyle { get; }

    /// <summary>Palette, under <c>global_aesthetic</c> or at the top of an older document.</summary>
    public JsonElement? MasterColorPalette { get; }

    /// <summary>In document order; designs without an id are left out.</summary>
    public IReadOnlyList<Design> Characters { get; }

    /// <inheritdoc cref="Characters"/>
    public IReadOnlyList<Design> Environments { get; }

    /// <exception cref="StoryDataException">The text is not a JSON object.</exception>
    public static VisualDesign Parse(string document) =>
        new(StoredJson.Unwrap(
            StoredJson.ReadObject(document, "visual design document"), "visual_design_document", "visualDesignDocument"));

    /// <summary>The design of this id. Where one id is defined twice, the later definition holds, as in JSON itself.</summary>
    public Design? Find(DesignKind kind, string id) =>
        (kind == DesignKind.Character ? _characters : _environments).GetValueOrDefault(id);

    public IReadOnlyList<Design> Of(DesignKind kind) => kind == DesignKind.Character ? Characters : Environments;

    private static Dictionary<string, Design> LastById(IReadOnlyList<Design> designs)
    {
        Dictionary<string, Design> byId = new(StringComparer.Ordinal);
        foreach (Design design in designs)
        {
            byId[design.Id] = design;
        }

        return byId;
    }

    private static List<Design> Read(JsonElement root, DesignKind kind, string[] lists, string[] ids, string[] paths) =>
    [
        .. StoredJson.Items(StoredJson.Find(root, lists))
            .Select(json => (Json: json, Id: StoredJson.FindText(json, ids)))
            .Where(static d => d.Id is not null)
            .Select(d => new Design(kind, d.Id!, d.Json, StoredJson.FindText(d.Json, paths))),
    ];

    private JsonElement? Aesthetic(JsonElement root, string name, string camelName) =>
        (GlobalAesthetic is { } aesthetic ? StoredJson.Find(aesthetic, name, camelName) : null)
        ?? StoredJson.Find(root, name, camelName);
}
