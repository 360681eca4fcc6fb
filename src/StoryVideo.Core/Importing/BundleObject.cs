using System.Globalization;
using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Importing;

/// <summary>
/// One object of a bundle while it is read: what is missing or wrong goes into the findings, and null comes back.
/// </summary>
internal sealed class BundleObject
{
    private const int LongestShown = 40;

    private readonly Dictionary<string, JsonElement> _properties = new(StringComparer.Ordinal);
    private readonly JsonPath _path;
    private readonly FindingList _findings;

    /// <summary>Takes an object apart.</summary>
    /// <param name="value">The value, which may turn out not to be an object.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="kind">What it is, for warnings: the same in all objects of its kind.</param>
    /// <param name="known">The names that its kind has.</param>
    /// <param name="findings">Where problems go.</param>
    public BundleObject(
        JsonElement value, JsonPath path, string kind, IReadOnlyCollection<string> known, FindingList findings)
    {
        _path = path;
        _findings = findings;
        IsObject = value.ValueKind == JsonValueKind.Object;
        if (!IsObject)
        {
            findings.Add(path, $"must be an object, not {JsonText.KindOf(value.ValueKind)}");
            return;
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (JsonText.NameOf(property) is string name)
            {
                _properties.TryAdd(name, property.Value);
                if (!known.Contains(name, StringComparer.Ordinal))
                {
                    findings.Unknown(path, name, kind, known);
                }
            }
        }
    }

    public bool IsObject { get; }

    public JsonPath PathOf(string name) => _path.Property(name);

    public void Problem(string name, string message) => _findings.Add(PathOf(name), message);

    /// <summary>A text that must be there and not be blank.</summary>
    public string? RequiredText(string name) =>
        Required(name) is JsonElement value ? TextOf(name, value, blankIsNone: false) : null;

    /// <summary>A text; null where it is absent, null or blank.</summary>
    public string? OptionalText(string name) =>
        Optional(name) is JsonElement value ? TextOf(name, value, blankIsNone: true) : null;

    /// <summary>A stored path inside the assets folder, as it is spelt; null where there is none.</summary>
    public string? OptionalPath(string name, string? literal = null)
    {
        string? stored = OptionalText(name);
        if (stored is not null && stored != literal && !AssetPath.TryParse(stored, out _, out string? problem))
        {
            Problem(name, $"is not a path inside the assets folder: {problem}");
            return null;
        }

        return stored;
    }

    public int? RequiredPosition(string name) => Required(name) is JsonElement value ? PositionOf(name, value) : null;

    public int? OptionalPosition(string name) => Optional(name) is JsonElement value ? PositionOf(name, value) : null;

    /// <summary>An object that must be there.</summary>
    public JsonElement? RequiredObject(string name)
    {
        if (Required(name) is not JsonElement value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return value;
        }

        Problem(name, $"must be an object, not {JsonText.KindOf(value.ValueKind)}");
        return null;
    }

    private JsonElement? Optional(string name) =>
        _properties.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private JsonElement? Required(string name)
    {
        if (IsObject && !_properties.ContainsKey(name))
        {
            Problem(name, "is missing");
            return null;
        }

        return IsObject ? _properties[name] : null;
    }

    private string? TextOf(string name, JsonElement value, bool blankIsNone)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            Problem(name, $"must be a text, not {JsonText.KindOf(value.ValueKind)}");
            return null;
        }

        // Null here is a text that is not valid Unicode, which the check of values has named already.
        string? text = JsonText.Of(value);
        if (text is null || !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        if (!blankIsNone)
        {
            Problem(name, "is empty");
        }

        return null;
    }

    private int? PositionOf(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int position) && position > 0)
        {
            return position;
        }

        string found = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : JsonText.KindOf(value.ValueKind);
        found = found.Length > LongestShown ? found[..LongestShown] + "…" : found;
        Problem(name, string.Create(
            CultureInfo.InvariantCulture,
            $"must be a whole number from 1 to {int.MaxValue}, not {found}"));
        return null;
    }
}
