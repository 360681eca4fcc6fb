using System.Globalization;
using System.Text.Json;

namespace StoryVideo.Catalog;

/// <summary>
/// One JSON object of a catalog while it is read. Reading never throws: what is missing or wrong goes into the list of
/// problems, so that an operator sees all of them at once, and a stand-in comes back.
/// </summary>
internal sealed class CatalogNode
{
    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly ICollection<string> _problems;

    public CatalogNode(JsonElement element, string path, ICollection<string> problems)
    {
        Path = path;
        _problems = problems;
        if (element.ValueKind != JsonValueKind.Object)
        {
            Problem(null, "must be an object");
            return;
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            _properties.Add(property.Name, property.Value);
        }
    }

    private CatalogNode(CatalogNode over, CatalogNode under)
    {
        Path = over.Path;
        _problems = over._problems;
        foreach ((string name, JsonElement value) in under._properties.Concat(over._properties))
        {
            _properties[name] = value;
        }

        foreach (string name in over._properties.Where(static p => p.Value.ValueKind == JsonValueKind.Null).Select(static p => p.Key))
        {
            _properties.Remove(name);
        }
    }

    public string Path { get; }

    public IEnumerable<string> Names => _properties.Keys;

    /// <summary>
    /// This object with what it does not say taken from another. A property that it gives replaces the whole of the other's;
    /// null takes it away.
    /// </summary>
    public CatalogNode Over(CatalogNode? under) => under is null ? this : new CatalogNode(this, under);

    public void Problem(string? name, string problem) =>
        _problems.Add($"{Path}{(name is null ? "" : "." + name)}: {problem}.");

    public bool Has(string name) => _properties.ContainsKey(name);

    /// <summary>A text that may be there, without a word where it is not.</summary>
    public string? Peek(string name) => _properties.TryGetValue(name, out JsonElement value) ? Plain(value) : null;

    public string Text(string name) => OptionalText(name) ?? Missing(name, "");

    public string? OptionalText(string name) =>
        Take(name) is not JsonElement value ? null
        : !string.IsNullOrWhiteSpace(Plain(value)) ? Plain(value)
        : Wrong<string>(name, "must be a text that is not empty");

    public DateOnly Date(string name) =>
        Has(name) ? OptionalDate(name) ?? default : Missing(name, default(DateOnly));

    public DateOnly? OptionalDate(string name)
    {
        if (Take(name) is not JsonElement value)
        {
            return null;
        }

        if (DateOnly.TryParseExact(
            Plain(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return date;
        }

        Problem(name, "must be a date like 2026-10-22");
        return null;
    }

    public int Integer(string name, int minimum) =>
        Has(name) ? OptionalInteger(name, minimum) ?? minimum : Missing(name, minimum);

    public int? OptionalInteger(string name, int minimum)
    {
        if (Take(name) is not JsonElement value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= minimum)
        {
            return number;
        }

        Problem(name, $"must be a whole number from {minimum}");
        return null;
    }

    public bool Flag(string name) =>
        Take(name) is JsonElement value
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : Wrong<bool>(name, "must be true or false"));

    public bool? OptionalFlag(string name) => Has(name) ? Flag(name) : null;

    /// <summary>
    /// A value of an enum, in kebab case; <paramref name="otherwise"/> where it is not given, a problem where
    /// that is null.
    /// </summary>
    public T Choice<T>(string name, T? otherwise = null)
        where T : struct, Enum
    {
        string[] names = Enum.GetNames<T>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToArray();
        if (Take(name) is not JsonElement value)
        {
            return otherwise ?? Missing(name, default(T));
        }

        int place = Array.IndexOf(names, Plain(value));
        return place >= 0 ? Enum.GetValues<T>()[place] : Wrong<T>(name, $"must be one of {string.Join(", ", names)}");
    }

    public decimal? OptionalAmount(string name) =>
        Take(name) is JsonElement value ? Amount(name, value) : null;

    /// <summary>An object from resolutions to amounts.</summary>
    public IReadOnlyList<KeyValuePair<string, decimal>> Amounts(string name)
    {
        List<KeyValuePair<string, decimal>> amounts = [];
        if (Take(name) is not JsonElement value)
        {
            return amounts;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Problem(name, "must be an object from resolution to dollars");
            return amounts;
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (Amount($"{name}['{property.Name}']", property.Value) is decimal amount)
            {
                amounts.Add(new(property.Name, amount));
            }
        }

        return amounts;
    }

    public IReadOnlyList<string> Texts(string name) => Items(name, Plain, "must be a text");

    /// <summary>A list of seconds, or a range <c>{"from": 3, "to": 10}</c>.</summary>
    public IReadOnlyList<int> Seconds(string name)
    {
        if (_properties.TryGetValue(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object)
        {
            CatalogNode range = Node(name)!;
            (int from, int to) = (range.Integer("from", 1), range.Integer("to", 1));
            range.RefuseUnknown();
            const int Longest = 3600;
            if (to < from || to > Longest)
            {
                Problem(name, $"must end at or after its beginning, and not after {Longest} seconds");
                return [];
            }

            return Enumerable.Range(from, to - from + 1).ToArray();
        }

        return Items(
            name,
            static v => v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out int s) && s > 0 ? s : (int?)null,
            "must be a whole number of seconds").Select(static s => s!.Value).ToArray();
    }

    public CatalogNode? Node(string name) =>
        Take(name) is JsonElement value ? new CatalogNode(value, $"{Path}.{name}", _problems) : null;

    public IReadOnlyList<CatalogNode> Nodes(string name) =>
        Take(name) is not JsonElement value ? []
        : value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select((e, i) => new CatalogNode(e, $"{Path}.{name}[{i}]", _problems)).ToArray()
        : Wrong<CatalogNode[]>(name, "must be an array") ?? [];

    /// <summary>
    /// Names every property that nothing asked for: a misspelt one would otherwise be a fact that is missing.
    /// </summary>
    public void RefuseUnknown()
    {
        foreach (string name in _properties.Keys.Where(n => !_read.Contains(n)))
        {
            Problem(name, "is not known");
        }
    }

    private static string? Plain(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is JSON but no text.
            return null;
        }
    }

    private JsonElement? Take(string name)
    {
        _read.Add(name);
        return _properties.TryGetValue(name, out JsonElement value) ? value : null;
    }

    private decimal? Amount(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal amount) && amount > 0)
        {
            return amount;
        }

        Problem(name, "must be dollars above 0; leave out what is not known");
        return null;
    }

    private List<T> Items<T>(string name, Func<JsonElement, T?> read, string problem)
    {
        if (Take(name) is not JsonElement value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Problem(name, "must be an array");
            return [];
        }

        List<T> items = [];
        foreach ((int index, JsonElement element) in value.EnumerateArray().Index())
        {
            if (read(element) is T item)
            {
                items.Add(item);
            }
            else
            {
                Problem($"{name}[{index}]", problem);
            }
        }

        return items;
    }

    private T Missing<T>(string name, T standIn)
    {
        Problem(name, "is missing");
        return standIn;
    }

    private T? Wrong<T>(string name, string problem)
    {
        Problem(name, problem);
        return default;
    }
}
