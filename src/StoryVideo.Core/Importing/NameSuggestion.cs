namespace StoryVideo.Importing;

/// <summary>Finds the property name that somebody may have meant.</summary>
internal static class NameSuggestion
{
    private const int MostEdits = 2;
    private const int LongestName = 64;

    /// <summary>The known name nearest to a misspelt one; null where none is near.</summary>
    public static string? For(string name, IReadOnlyCollection<string> known)
    {
        string plain = Plain(name);
        if (plain.Length is 0 or > LongestName)
        {
            return null;
        }

        (string Name, int Edits) best = known
            .Select(k => (Name: k, Edits: Edits(plain, Plain(k))))
            .DefaultIfEmpty((Name: "", Edits: int.MaxValue))
            .MinBy(static c => c.Edits);
        return best.Edits <= MostEdits ? best.Name : null;
    }

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    private static int Edits(string a, string b)
    {
        int[] previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (int i = 1; i <= a.Length; i++)
        {
            int[] current = new int[b.Length + 1];
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
