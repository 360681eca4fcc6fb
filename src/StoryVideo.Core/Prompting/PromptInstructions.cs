namespace StoryVideo.Prompting;

/// <summary>The instructions of a prompt file: every list item of its Markdown is one instruction; the rest is for its readers.</summary>
public sealed class PromptInstructions
{
    private PromptInstructions(IReadOnlyList<string> items) => Items = items;

    public IReadOnlyList<string> Items { get; }

    /// <summary>These, and one more at the end.</summary>
    public PromptInstructions With(string item) => new([.. Items, item]);

    /// <summary>Reads <c>- item</c> and <c>* item</c> lines; indented lines go on with the item above.</summary>
    /// <exception cref="FormatException">The text has no list item.</exception>
    public static PromptInstructions Parse(string markdown, string fileName)
    {
        List<string> items = [];
        bool inItem = false;
        foreach (string line in markdown.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal))
            {
                items.Add(line[2..].Trim());
                inItem = true;
            }
            else if (inItem && line.StartsWith("  ", StringComparison.Ordinal) && line.Trim().Length > 0)
            {
                items[^1] += " " + line.Trim();
            }
            else
            {
                inItem = false;
            }
        }

        return items.Count > 0
            ? new PromptInstructions(items)
            : throw new FormatException($"{fileName} has no instruction: write each as a list item, '- …'.");
    }
}
