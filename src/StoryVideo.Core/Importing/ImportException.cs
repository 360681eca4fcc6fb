namespace StoryVideo.Importing;

/// <summary>A source that is refused whole; nothing of it was imported.</summary>
public sealed class ImportException : Exception
{
    /// <summary>Puts everything into one message.</summary>
    /// <param name="source">What was to be imported, for people.</param>
    /// <param name="problems">Everything that is wrong with it.</param>
    /// <param name="warnings">What may explain a problem.</param>
    public ImportException(
        string source, IReadOnlyList<ImportProblem> problems, IReadOnlyList<ImportProblem>? warnings = null)
        : base(Describe(source, problems, warnings ?? []))
    {
        Problems = problems;
        Warnings = warnings ?? [];
    }

    /// <summary>Everything that is wrong with it, in the order of the file as far as there is one.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; }

    /// <summary>
    /// What would not have kept it out, but may explain a problem: a property name that is not known.
    /// </summary>
    public IReadOnlyList<ImportProblem> Warnings { get; }

    private static string Describe(
        string source, IReadOnlyList<ImportProblem> problems, IReadOnlyList<ImportProblem> warnings)
    {
        IEnumerable<string> lines = problems.Select(static p => p.ToString())
            .Concat(warnings.Select(static w => $"(warning) {w}"));
        return $"{source} cannot be imported: {(problems.Count == 1 ? "one problem" : $"{problems.Count} problems")}."
            + string.Concat(lines.Select(static l => $"{Environment.NewLine}  {l}"));
    }
}
