namespace StoryVideo.Catalog;

/// <summary>Lays an operator's models over the shipped ones, by provider and id.</summary>
internal static class CatalogOverlay
{
    /// <summary>The shipped models in their order, changed where the operator says so, then the operator's further ones.</summary>
    public static List<CatalogNode> Merge(IReadOnlyList<CatalogNode> shipped, IReadOnlyList<CatalogNode> own)
    {
        List<CatalogNode> all = [.. shipped];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (CatalogNode change in own)
        {
            // A cap counts what the catalog says that a model costs: nobody makes a paid one free by mistake.
            if (change.Has("free"))
            {
                change.Problem("free", "must not be given; only what this machine makes itself is free");
            }

            string? key = KeyOf(change);
            if (key is not null && !seen.Add(key))
            {
                change.Problem("id", $"'{key}' is named twice");
            }

            int place = key is null ? -1 : all.FindIndex(n => KeyOf(n) == key);
            if (place >= 0)
            {
                all[place] = change.Over(all[place]);
            }
            else
            {
                all.Add(change);
            }
        }

        return all;
    }

    private static string? KeyOf(CatalogNode node) =>
        node.Peek("provider") is { } provider && node.Peek("id") is { } id ? $"{provider}/{id}" : null;
}
