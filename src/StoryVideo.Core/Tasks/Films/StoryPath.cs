using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>Finds the way through a story that branches, from the few names that an operator gives.</summary>
internal sealed class StoryPath
{
    private readonly ILookup<string, SceneletNode> _children;
    private readonly IReadOnlyList<SceneletNode> _nodes;

    public StoryPath(IReadOnlyList<SceneletNode> nodes)
    {
        _nodes = nodes;
        _children = nodes.ToLookup(static n => n.ParentKey ?? "", StringComparer.Ordinal);
    }

    /// <summary>Whether a viewer has to choose somewhere.</summary>
    public bool Branches => _children.Any(static c => c.Key.Length > 0 && c.Skip(1).Any());

    private bool IsTree => _nodes.Any(static n => n.ParentKey is not null);

    /// <summary>The ids of the scenelets on the way, in its order.</summary>
    /// <param name="names">
    /// Ids of scenelets or labels of choices, with <c>*</c> and <c>?</c>: at every branch, one that lies behind it. Of a story
    /// without branches, all scenelets in the wanted order.
    /// </param>
    /// <exception cref="RunRefusedException">They do not lead to one end.</exception>
    public IReadOnlyList<string> Find(IReadOnlyList<string> names)
    {
        foreach (string name in names.Where(n => !_nodes.Any(node => Is(node, n))))
        {
            throw new RunRefusedException(
                "path-unknown", $"No scenelet and no choice of this story is called '{name}'. There is: {string.Join(", ", _nodes.Select(NameOf))}.");
        }

        return IsTree ? Walk(names) : [.. names.SelectMany(n => _nodes.Where(node => Is(node, n)).Select(static node => node.SceneletId!))];
    }

    private static bool Is(SceneletNode node, string name) =>
        ShotFilter.Matches(name, node.SceneletId) || ShotFilter.Matches(name, node.ChoiceLabel);

    private static string NameOf(SceneletNode node) =>
        (node.SceneletId, node.ChoiceLabel) switch
        {
            ({ } id, { } label) => $"{id} ('{label}')",
            (null, { } label) => $"'{label}'",
            _ => node.SceneletId ?? node.Key,
        };

    private List<string> Walk(IReadOnlyList<string> names)
    {
        List<SceneletNode> way = [];
        SceneletNode? at = Choose([.. _children[""]], names, null);
        while (at is not null && !way.Contains(at))
        {
            way.Add(at);
            at = Choose([.. _children[at.Key]], names, at);
        }

        return names.FirstOrDefault(n => !way.Exists(node => Is(node, n))) is { } aside
            ? throw new RunRefusedException("path-unknown", $"'{aside}' does not lie on a way with the other names: {string.Join(" → ", way.Select(NameOf))}.")
            : [.. way.Select(static n => n.SceneletId).OfType<string>()];
    }

    private SceneletNode? Choose(SceneletNode[] choices, IReadOnlyList<string> names, SceneletNode? after)
    {
        if (choices.Length < 2)
        {
            return choices.FirstOrDefault();
        }

        SceneletNode[] named = [.. choices.Where(c => Leads(c, names, []))];
        return named is [{ } one]
            ? one
            : throw new RunRefusedException(
                "path-branches",
                $"The story branches {(after is null ? "at its beginning" : "after " + NameOf(after))}, and -Path (--path) names "
                + $"{(named.Length == 0 ? "none" : "more than one")} of its ways: {string.Join(", ", choices.Select(NameOf))}. Name one.");
    }

    private bool Leads(SceneletNode node, IReadOnlyList<string> names, HashSet<string> seen) =>
        seen.Add(node.Key) && (names.Any(n => Is(node, n)) || _children[node.Key].Any(child => Leads(child, names, seen)));
}
