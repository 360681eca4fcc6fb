namespace StoryVideo.Core.Tests.Reliability;

/// <summary>
/// The generated parts of docs/reliability.md, each between two comments. They are read in every run, and written only where
/// <c>STORYVIDEO_UPDATE_RELIABILITY</c> is 1.
/// </summary>
internal static class ReliabilityPage
{
    public const string Faults = "faults";
    public const string ContentFaults = "faults of speech, checks and images";
    public const string Suites = "suites";
    public const string Figures = "figures";

    private static readonly Lock s_lock = new();
    private static readonly string s_path = Path.Combine(TestPaths.Repository, "docs", "reliability.md");

    private static bool IsUpdated { get; } = Environment.GetEnvironmentVariable("STORYVIDEO_UPDATE_RELIABILITY") == "1";

    /// <summary>What the page says in one of its parts.</summary>
    public static string Read(string part)
    {
        lock (s_lock)
        {
            string page = File.ReadAllText(s_path);
            (int start, int end) = Find(page, part);
            return page[start..end];
        }
    }

    /// <summary>Puts another text into a part, where the page is to be updated.</summary>
    public static void Update(string part, string text) => Update(part, _ => text);

    /// <summary>Keeps a figure of this run under its name, in place of that of an earlier run.</summary>
    public static void Keep(string name, string figure) => Update(Figures, lines => string.Concat(
        lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => !l.StartsWith(Line(name), StringComparison.Ordinal))
            .Append($"{Line(name)} {figure}")
            .Order(StringComparer.Ordinal)
            .Select(static l => l + "\n")));

    /// <summary>How the line of a figure begins.</summary>
    public static string Line(string name) => $"- {name}:";

    private static void Update(string part, Func<string, string> change)
    {
        if (!IsUpdated)
        {
            return;
        }

        lock (s_lock)
        {
            string page = File.ReadAllText(s_path);
            (int start, int end) = Find(page, part);
            File.WriteAllText(s_path, page[..start] + change(page[start..end]) + page[end..]);
        }
    }

    private static (int Start, int End) Find(string page, string part)
    {
        string begin = $"<!-- {part} -->\n";
        int start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        int end = page.IndexOf($"<!-- /{part} -->", StringComparison.Ordinal);
        return end >= start ? (start, end) : throw new InvalidOperationException($"docs/reliability.md has no part '{part}'.");
    }
}
