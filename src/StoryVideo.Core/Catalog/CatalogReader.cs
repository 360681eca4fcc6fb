using System.Text.Json;

namespace StoryVideo.Catalog;

/// <summary>Reads a catalog and gathers everything that is wrong with it.</summary>
internal sealed class CatalogReader
{
    // Operators edit the file, so that remarks and a comma too many are no reason to refuse it.
    private static readonly JsonDocumentOptions s_options = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly List<string> _problems = [];

    /// <summary>Reads a whole catalog.</summary>
    /// <exception cref="CatalogException">Anything is wrong with it.</exception>
    public ModelCatalog Read(Stream json)
    {
        using JsonDocument document = Parse(json, "$");
        return Read(new CatalogNode(document.RootElement, "$", _problems), null, null);
    }

    /// <summary>Reads a catalog with an operator's own laid over it.</summary>
    /// <exception cref="CatalogException">Anything is wrong with either.</exception>
    public ModelCatalog Read(Stream json, Stream own, string name)
    {
        string path = $"{name}: $";
        using JsonDocument document = Parse(json, "$");
        using JsonDocument overlay = Parse(own, path);
        return Read(
            new CatalogNode(document.RootElement, "$", _problems), new CatalogNode(overlay.RootElement, path, _problems), name);
    }

    private ModelCatalog Read(CatalogNode root, CatalogNode? own, string? ownName)
    {
        root.OptionalText("about");
        own?.OptionalText("about");
        IReadOnlyList<CatalogNode> changes = own?.Nodes("models") ?? [];
        ModelReader models = new(ReadRules(Merged("rules")));
        List<CatalogNode> nodes = CatalogOverlay.Merge(root.Nodes("models"), changes);
        if (nodes.Count == 0)
        {
            root.Problem("models", "must name at least one model");
        }

        List<CatalogModel> read = [];
        foreach (CatalogNode node in nodes)
        {
            CatalogModel model = models.Read(node) with
            {
                ChangedBy = changes.Any(c => c.Path == node.Path) ? ownName : null,
            };
            if (read.Exists(m => m.Provider == model.Provider && m.Id == model.Id))
            {
                node.Problem("id", $"'{model}' is in the catalog twice");
            }

            read.Add(model);
        }

        RequireSuccessors(read, nodes);
        ModelCatalog catalog = new(read, ReadPreferences(Merged("preferences"), read));
        root.RefuseUnknown();
        own?.RefuseUnknown();
        return _problems.Count == 0 ? catalog : throw new CatalogException(_problems);

        CatalogNode? Merged(string name) =>
            (Shipped: root.Node(name), Own: own?.Node(name)) is { Own: { } over } both ? over.Over(both.Shipped) : root.Node(name);
    }

    private static JsonDocument Parse(Stream json, string path)
    {
        try
        {
            return JsonDocument.Parse(json, s_options);
        }
        catch (JsonException e)
        {
            throw new CatalogException([$"{path}: it is not valid JSON: {e.Message}"]);
        }
    }

    private static Dictionary<string, CapabilityRule> ReadRules(CatalogNode? node)
    {
        Dictionary<string, CapabilityRule> rules = new(StringComparer.Ordinal);
        foreach (string code in node?.Names ?? [])
        {
            CatalogNode rule = node!.Node(code)!;
            rules[code] = new CapabilityRule(
                code,
                rule.Text("says"),
                rule.Flag("warning"),
                ReadCondition(rule.Node("when")) ?? new CapabilityCondition(),
                ReadCondition(rule.Node("needs")));
            rule.RefuseUnknown();
        }

        return rules;
    }

    private static CapabilityCondition? ReadCondition(CatalogNode? node)
    {
        if (node is null)
        {
            return null;
        }

        CapabilityCondition condition = new()
        {
            References = node.OptionalFlag("references"),
            FirstFrame = node.OptionalFlag("firstFrame"),
            AspectRatios = node.Texts("aspectRatios"),
            Resolutions = node.Texts("resolutions"),
            Durations = node.Seconds("durations"),
        };
        node.RefuseUnknown();
        return condition;
    }

    private static void RequireSuccessors(List<CatalogModel> models, IReadOnlyList<CatalogNode> nodes)
    {
        foreach ((int index, CatalogModel model) in models.Index())
        {
            if (model.Successor is string successor
                && (successor == model.Id
                    || !models.Exists(m => (m.Provider, m.Kind, m.Id) == (model.Provider, model.Kind, successor))))
            {
                nodes[index].Problem(
                    "successor", $"'{model.Provider}/{successor}' is not another such model of the catalog");
            }
        }
    }

    private static Dictionary<ModelKind, IReadOnlyList<CatalogModel>> ReadPreferences(
        CatalogNode? node, List<CatalogModel> models)
    {
        Dictionary<ModelKind, IReadOnlyList<CatalogModel>> preferences = [];
        if (node is null)
        {
            return preferences;
        }

        foreach (ModelKind kind in Enum.GetValues<ModelKind>())
        {
            string name = JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
            List<CatalogModel> preferred = [];
            foreach ((int index, string wanted) in node.Texts(name).Index())
            {
                if (models.Find(m => m.Kind == kind && m.ToString() == wanted) is CatalogModel model)
                {
                    preferred.Add(model);
                }
                else
                {
                    node.Problem($"{name}[{index}]", $"'{wanted}' is not provider/id of a {name} model of the catalog");
                }
            }

            preferences.Add(kind, preferred);
        }

        node.RefuseUnknown();
        return preferences;
    }
}
