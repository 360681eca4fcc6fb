using System.Text.Json;

namespace StoryVideo.Importing;

/// <summary>One element of <c>scenelets</c>.</summary>
/// <param name="Id">What shots refer to.</param>
/// <param name="Label">Its title, which shots may refer to as well; null where it has none.</param>
internal sealed record DeclaredScenelet(string Id, string? Label)
{
    private static readonly string[] s_known = ["id", "label"];

    private bool HasOpaqueId => Guid.TryParseExact(Id, "D", out _);

    /// <summary>Reads all of them; a stand-in with an empty id takes the place of one that is wrong.</summary>
    public static IReadOnlyList<DeclaredScenelet> ReadAll(JsonElement value, JsonPath path, FindingList findings)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            findings.Add(path, $"must be an array, not {JsonText.KindOf(value.ValueKind)}");
            return [new DeclaredScenelet("", null)];
        }

        List<DeclaredScenelet> all = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach ((int index, JsonElement element) in value.EnumerateArray().Index())
        {
            BundleObject scenelet = new(element, path.Item(index), "scenelets", s_known, findings);
            string id = NameRule.Scenelet(scenelet, "id", scenelet.RequiredText("id")) ?? "";
            string? label = NameRule.Scenelet(scenelet, "label", scenelet.OptionalText("label"));
            all.Add(new DeclaredScenelet(id, label));
            if (id.Length > 0 && !places.TryAdd(id, index))
            {
                scenelet.Problem("id", $"is the same as {path.Item(places[id])}.id");
            }
        }

        return all;
    }

    /// <summary>
    /// What names its folder when shots call it so. The existing system keeps scenelets by UUID and names folders after
    /// their labels; anything else is a name already.
    /// </summary>
    public string AddressFor(string spelling) => HasOpaqueId && Label is not null ? Label : spelling;
}
