using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace StoryVideo.Importing;

/// <summary>
/// Names what is JSON by its grammar and yet cannot be stored or read the same way everywhere: two properties of one
/// name, texts that are not valid Unicode, numbers out of range, nesting without end.
/// </summary>
internal sealed class JsonValueCheck(FindingList findings)
{
    /// <summary>What JSON readers accept by default, this project's own among them.</summary>
    private const int DeepestAccepted = 64;

    // Below this no number overflows, so that the plain ones need no second look.
    private const int LengthOfSafeNumber = 300;

    private readonly List<HashSet<string>> _names = [];

    /// <summary>Checks a value with everything inside it.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="depth">How many objects and arrays it stands in.</param>
    public void Check(JsonElement value, JsonPath path, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when depth >= DeepestAccepted:
                findings.Add(path, $"is nested more than {DeepestAccepted} levels deep");
                break;
            case JsonValueKind.Object:
                CheckObject(value, path, depth);
                break;
            case JsonValueKind.Array:
                foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
                {
                    Check(item, path.Item(index), depth + 1);
                }

                break;
            case JsonValueKind.String when FlawOf(JsonMarshal.GetRawUtf8Value(value), value) is string flaw:
                findings.Add(path, flaw);
                break;
            case JsonValueKind.Number when IsOutOfRange(value):
                findings.Add(path, "is a number out of range");
                break;
        }
    }

    private static bool IsOutOfRange(JsonElement number)
    {
        ReadOnlySpan<byte> digits = JsonMarshal.GetRawUtf8Value(number);
        return (digits.Length > LengthOfSafeNumber || digits.ContainsAny((byte)'e', (byte)'E'))
            && (!number.TryGetDouble(out double value) || double.IsInfinity(value));
    }

    private static string? FlawOf(ReadOnlySpan<byte> raw, JsonElement text) =>
        !Utf8.IsValid(raw) ? "is not valid UTF-8"
        : raw.IndexOf("\\u"u8) < 0 ? null
        : FlawOf(JsonText.Of(text));

    private static string? FlawOf(string? unescaped) =>
        unescaped is null ? "has half of a surrogate pair, which is not a character"
        : unescaped.Contains('\0', StringComparison.Ordinal) ? "has a NUL character, which databases do not store"
        : null;

    private void CheckObject(JsonElement value, JsonPath path, int depth)
    {
        while (_names.Count <= depth)
        {
            _names.Add(new HashSet<string>(StringComparer.Ordinal));
        }

        HashSet<string> names = _names[depth];
        names.Clear();
        foreach (JsonProperty property in value.EnumerateObject())
        {
            string? name = JsonText.NameOf(property);
            JsonPath inner = path.Property(name ?? "?");
            if (name is null || name.Contains('\0', StringComparison.Ordinal))
            {
                findings.Add(inner, "has a name that is not valid Unicode text");
            }
            else if (!names.Add(name))
            {
                findings.Add(inner, "appears twice in its object");
            }

            Check(property.Value, inner, depth + 1);
        }
    }
}
