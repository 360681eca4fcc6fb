using StoryVideo.Stories;

namespace StoryVideo.Importing;

/// <summary>Brings together the scenelets that a bundle declares and those that its shots name.</summary>
internal sealed class SceneletResolver(
    IReadOnlyList<DeclaredScenelet> declared, StoryboardOutline outline, FindingList findings)
{
    private readonly Dictionary<string, Scenelet> _byName = new(StringComparer.Ordinal);
    private readonly List<(Scenelet Scenelet, JsonPath Path)> _found = [];

    /// <summary>The scenelets by every name that shots use for them; valid after <see cref="Resolve"/>.</summary>
    public IReadOnlyDictionary<string, Scenelet> ByName => _byName;

    /// <summary>The scenelets in the order of the story.</summary>
    public IReadOnlyList<Scenelet> Resolve()
    {
        if (declared.Count > 0)
        {
            ResolveDeclared();
        }
        else
        {
            ResolveUndeclared();
        }

        RequireOwnFolders();
        WarnOfSharedPlaces();
        return _found.Select(static f => f.Scenelet).OrderBy(static s => s.Sequence).ToArray();
    }

    private void ResolveUndeclared()
    {
        foreach ((int index, SceneletUse use) in outline.Uses.Index())
        {
            Scenelet scenelet = new(use.Name, use.Sequence ?? index + 1, null);
            _byName.Add(use.Name, scenelet);
            _found.Add((scenelet, use.Path));
        }
    }

    private void ResolveDeclared()
    {
        ILookup<DeclaredScenelet, SceneletUse> uses = Match();
        Dictionary<SceneletUse, SceneletUse> sameAs = [];
        foreach ((int index, DeclaredScenelet scenelet) in declared
            .Index()
            .DistinctBy(static s => s.Item.Id, StringComparer.Ordinal))
        {
            SceneletUse[] names = uses[scenelet].ToArray();
            string address = scenelet.AddressFor(names.Length == 0 ? scenelet.Id : names[0].Name);
            foreach (SceneletUse other in names.Skip(1))
            {
                if (scenelet.AddressFor(other.Name) != address)
                {
                    findings.Add(other.Path, $"is another name of scenelet {address}; its files need one name");
                }

                names[0].Join(other, findings);
                sameAs.Add(other, names[0]);
            }

            Scenelet resolved = new(address, names.FirstOrDefault()?.Sequence ?? index + 1, scenelet.Label);
            _found.Add((resolved, JsonPath.Root.Property("scenelets").Item(index)));
            foreach (SceneletUse name in names)
            {
                _byName.Add(name.Name, resolved);
            }
        }

        outline.RequireDistinct(sameAs, findings);
    }

    /// <summary>
    /// Finds for each name that shots use the scenelet that it means: the one of that id, else of that label.
    /// </summary>
    private ILookup<DeclaredScenelet, SceneletUse> Match()
    {
        Dictionary<string, DeclaredScenelet> byId = declared
            .DistinctBy(static s => s.Id, StringComparer.Ordinal)
            .ToDictionary(static s => s.Id, StringComparer.Ordinal);
        ILookup<string?, DeclaredScenelet> byLabel = byId.Values.ToLookup(static s => s.Label, StringComparer.Ordinal);
        List<(DeclaredScenelet Scenelet, SceneletUse Use)> matches = [];
        HashSet<SceneletUse> strangers = [];
        foreach (SceneletUse use in outline.Uses)
        {
            DeclaredScenelet[] labelled = byLabel[use.Name].ToArray();
            if (byId.TryGetValue(use.Name, out DeclaredScenelet? meant))
            {
                matches.Add((meant, use));
            }
            else if (labelled.Length > 0)
            {
                matches.Add((labelled[0], use));
                if (labelled.Length > 1)
                {
                    findings.Add(use.Path, $"is '{use.Name}', the label of more than one scenelet; use its id");
                }
            }
            else
            {
                strangers.Add(use);
            }
        }

        RefuseStrangers(strangers);
        return matches.ToLookup(static m => m.Scenelet, static m => m.Use);
    }

    private void RefuseStrangers(HashSet<SceneletUse> strangers)
    {
        // A scenelet that could not be read makes every shot of it look wrong; naming the scenelet is enough.
        if (strangers.Count == 0 || declared.Any(static s => s.Id.Length == 0))
        {
            return;
        }

        foreach ((int shot, SceneletUse use) in outline.Shots().Where(s => strangers.Contains(s.Use)))
        {
            findings.Add(
                StoryboardOutline.PathOf(shot).Property("sceneletId"),
                $"is '{use.Name}', which is neither an id nor a label in scenelets");
        }
    }

    private void RequireOwnFolders()
    {
        Dictionary<string, (Scenelet Scenelet, JsonPath Path)> folders = new(StringComparer.Ordinal);
        foreach ((Scenelet Scenelet, JsonPath Path) entry in _found.Where(static f => f.Scenelet.Id.Length > 0))
        {
            string folder = FolderName.Of(entry.Scenelet.Id);
            if (!folders.TryAdd(folder, entry))
            {
                (Scenelet other, JsonPath path) = folders[folder];
                findings.Add(
                    entry.Path,
                    $"is too like {path}: '{entry.Scenelet.Id}' and '{other.Id}' would share the folder '{folder}'");
            }
        }
    }

    private void WarnOfSharedPlaces()
    {
        Dictionary<int, Scenelet> places = [];
        foreach ((Scenelet scenelet, JsonPath path) in _found)
        {
            if (!places.TryAdd(scenelet.Sequence, scenelet))
            {
                findings.Warn(
                    path.ToString(),
                    $"stands at place {scenelet.Sequence} of the story, as '{places[scenelet.Sequence].Id}' does");
            }
        }
    }
}
