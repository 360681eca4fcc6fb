using System.Globalization;

namespace StoryVideo.Importing;

/// <summary>
/// A place in a JSON text. Made for every value that is read, so that its text is only put together when asked
/// for.
/// </summary>
internal sealed class JsonPath
{
    private readonly JsonPath? _parent;
    private readonly string? _name;
    private readonly int _index;

    private JsonPath(JsonPath? parent, string? name, int index)
    {
        _parent = parent;
        _name = name;
        _index = index;
    }

    public static JsonPath Root { get; } = new(null, null, 0);

    public JsonPath Property(string name) => new(this, name, 0);

    public JsonPath Item(int index) => new(this, null, index);

    public override string ToString() =>
        _parent is null ? "$"
        : _name is null ? string.Create(CultureInfo.InvariantCulture, $"{_parent}[{_index}]")
        : IsPlain(_name) ? $"{_parent}.{_name}"
        : $"{_parent}['{Shown(_name)}']";

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= 100 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    // Names come from the file: control characters and half surrogate pairs must not reach a terminal.
    private static string Shown(string name) =>
        string.Concat(name.Take(100).Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
