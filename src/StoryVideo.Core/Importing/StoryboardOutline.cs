namespace StoryVideo.Importing;

/// <summary>
/// What has to be remembered of every shot until the whole file was read: which scenelet it names and which place it
/// takes. A few bytes a shot, because there may be a hundred thousand.
/// </summary>
internal sealed class StoryboardOutline
{
    private const int None = -1;

    private readonly List<SceneletUse> _uses = [];
    private readonly Dictionary<string, int> _useOf = new(StringComparer.Ordinal);
    private readonly List<int> _useOfShot = [];
    private readonly Dictionary<(int Use, int ShotIndex), int> _shotAt = [];

    /// <summary>The scenelets as shots call them, in order of first appearance.</summary>
    public IReadOnlyList<SceneletUse> Uses => _uses;

    public int ShotCount => _useOfShot.Count;

    public static JsonPath PathOf(int shot) => JsonPath.Root.Property("shots").Item(shot);

    /// <summary>Takes in the next shot.</summary>
    public void Add(ShotEntry entry, FindingList findings)
    {
        int shot = _useOfShot.Count;
        int place = entry.SceneletId is string id ? UseOf(id, shot) : None;
        _useOfShot.Add(place);
        if (place == None)
        {
            return;
        }

        SceneletUse use = _uses[place];
        if (entry.SceneletSequence is int sequence)
        {
            use.Place(sequence, shot, findings);
        }

        if (entry.ShotIndex is int index && !_shotAt.TryAdd((place, index), shot))
        {
            int first = _shotAt[(place, index)];
            findings.Add(PathOf(shot), $"is shot {use.Name}#{index} again, which {PathOf(first)} is already");
        }
    }

    /// <summary>Every shot that names a scenelet, in the order of the file.</summary>
    public IEnumerable<(int Shot, SceneletUse Use)> Shots() => _useOfShot
        .Index()
        .Where(static s => s.Item != None)
        .Select(s => (s.Index, _uses[s.Item]));

    /// <summary>Names shots that are the same because two names mean the same scenelet.</summary>
    /// <param name="sameAs">From second names to the first one of their scenelet.</param>
    /// <param name="findings">Where problems go.</param>
    public void RequireDistinct(IReadOnlyDictionary<SceneletUse, SceneletUse> sameAs, FindingList findings)
    {
        if (sameAs.Count == 0)
        {
            return;
        }

        foreach (((int use, int index), int shot) in _shotAt)
        {
            if (sameAs.TryGetValue(_uses[use], out SceneletUse? first)
                && _shotAt.TryGetValue((_useOf[first.Name], index), out int other))
            {
                findings.Add(PathOf(shot), $"is shot {first.Name}#{index} again, which {PathOf(other)} is already");
            }
        }
    }

    private int UseOf(string id, int shot)
    {
        if (!_useOf.TryGetValue(id, out int place))
        {
            place = _uses.Count;
            _useOf.Add(id, place);
            _uses.Add(new SceneletUse(id, shot));
        }

        return place;
    }
}
