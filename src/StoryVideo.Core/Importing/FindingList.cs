namespace StoryVideo.Importing;

/// <summary>Gathers what is wrong with a source, in bounded memory.</summary>
internal sealed class FindingList
{
    /// <summary>More problems than anybody reads; the rest is only counted.</summary>
    private const int MostProblems = 10_000;

    private readonly List<ImportProblem> _problems = [];
    private readonly List<ImportProblem> _warnings = [];
    private readonly Dictionary<string, UnknownName> _unknown = new(StringComparer.Ordinal);
    private int _uncounted;

    public bool HasProblems => _problems.Count > 0;

    public void Add(JsonPath path, string message) => Add(path.ToString(), message);

    public void Add(string path, string message)
    {
        if (_problems.Count < MostProblems)
        {
            _problems.Add(new ImportProblem(path, message));
        }
        else
        {
            _uncounted++;
        }
    }

    public void Warn(string path, string message) => _warnings.Add(new ImportProblem(path, message));

    /// <summary>Warns of a property that is not read; once for a name, however many objects carry it.</summary>
    public void Unknown(JsonPath owner, string name, string kind, IReadOnlyCollection<string> known)
    {
        string key = $"{kind}.{name}";
        if (_unknown.TryGetValue(key, out UnknownName? seen))
        {
            seen.Count++;
        }
        else if (_unknown.Count < MostProblems)
        {
            _unknown.Add(key, new UnknownName(owner.Property(name).ToString(), NameSuggestion.For(name, known)));
        }
    }

    public IReadOnlyList<ImportProblem> Problems() => _uncounted == 0
        ? _problems
        : [.. _problems, new ImportProblem("$", $"has {_uncounted} more problems, which are not listed")];

    public IReadOnlyList<ImportProblem> Warnings() =>
        [.. _warnings, .. _unknown.Values.Select(static u => u.Describe())];

    private sealed class UnknownName(string firstPath, string? suggestion)
    {
        public int Count { get; set; } = 1;

        public ImportProblem Describe() => new(
            firstPath,
            "is not known and not imported"
            + (Count > 1 ? $", here and in {Count - 1} more places" : "")
            + (suggestion is null ? "" : $"; did you mean {suggestion}?"));
    }
}
