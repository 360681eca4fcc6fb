using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Prompting;

/// <summary>
/// Writes stored JSON as prompt text: keys in stored order, numbers as they are spelt, text with no more escapes than JSON
/// demands, so that a model reads "é" and not "\u00e9". Of keys that stand twice the last value holds.
/// </summary>
internal sealed class PromptJson
{
    private readonly StringBuilder _text = new();
    private readonly PromptRendering _rendering;
    private int _depth;

    public PromptJson(PromptRendering rendering, int depth = 0)
    {
        _rendering = rendering;
        _depth = depth;
    }

    public override string ToString() => _text.ToString();

    /// <summary>A value on its own, indented as if it stood at this depth.</summary>
    /// <param name="value">What is written.</param>
    /// <param name="rendering">How.</param>
    /// <param name="depth">How deep it stands.</param>
    /// <param name="isWanted">Which members of an object, by name; null for all. Those of objects inside it always are.</param>
    public static string Render(JsonElement value, PromptRendering rendering, int depth, Func<string, bool>? isWanted = null)
    {
        PromptJson json = new(rendering, depth);
        if (isWanted is not null && value.ValueKind == JsonValueKind.Object)
        {
            json.Members(json.MembersOf(value).Where(member => isWanted(member.Key)));
        }
        else
        {
            json.Value(value);
        }

        return json.ToString();
    }

    /// <summary>Writes <c>{ name: value, … }</c> from values that are already rendered one level deeper.</summary>
    public void Object(IEnumerable<KeyValuePair<string, string>> members) =>
        Block('{', '}', members, member =>
        {
            String(member.Key);
            _text.Append(_rendering.Indented ? ": " : ":").Append(member.Value);
        });

    /// <summary>Writes <c>[ item, … ]</c> from items that are already rendered one level deeper.</summary>
    public void Array(IEnumerable<string> items) => Block('[', ']', items, item => _text.Append(item));

    public void String(string text)
    {
        _text.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _text.Append(c).Append(text[++i]);
            }
            else if (c is < ' ' or '"' or '\\' || char.IsSurrogate(c))
            {
                // UTF-8 has no bytes for half a surrogate pair: it stays the escape that it was.
                Escape(c);
            }
            else
            {
                _text.Append(c);
            }
        }

        _text.Append('"');
    }

    public void Value(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Members(MembersOf(value));
                break;
            case JsonValueKind.Array:
                Block('[', ']', value.EnumerateArray(), Value);
                break;
            case JsonValueKind.String:
                StoredString(value);
                break;
            default:
                _text.Append(value.GetRawText());
                break;
        }
    }

    public static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };

    private void Members(IEnumerable<KeyValuePair<string, JsonElement>> members) =>
        Block('{', '}', members, member =>
        {
            String(member.Key);
            _text.Append(_rendering.Indented ? ": " : ":");
            Value(member.Value);
        });

    private IEnumerable<KeyValuePair<string, JsonElement>> MembersOf(JsonElement value)
    {
        OrderedDictionary<string, JsonElement> members = new(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            members[StoredText.NameOf(property)] = property.Value;
        }

        return _rendering.EmptyFields ? members : members.Where(static m => !IsEmpty(m.Value));
    }

    private void Block<T>(char open, char close, IEnumerable<T> items, Action<T> write)
    {
        _text.Append(open);
        _depth++;
        bool any = false;
        foreach (T item in items)
        {
            if (any)
            {
                _text.Append(',');
            }

            any = true;
            Line();
            write(item);
        }

        _depth--;
        if (any)
        {
            Line();
        }

        _text.Append(close);
    }

    private void Line()
    {
        if (_rendering.Indented)
        {
            _text.Append('\n').Append(' ', 2 * _depth);
        }
    }

    private void StoredString(JsonElement value)
    {
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(value);
        if (!raw.Contains((byte)'\\'))
        {
            _text.Append(Encoding.UTF8.GetString(raw));
            return;
        }

        String(StoredText.Of(value));
    }

    private void Escape(char c) => _ = c switch
    {
        '"' => _text.Append("\\\""),
        '\\' => _text.Append("\\\\"),
        '\b' => _text.Append("\\b"),
        '\f' => _text.Append("\\f"),
        '\n' => _text.Append("\\n"),
        '\r' => _text.Append("\\r"),
        '\t' => _text.Append("\\t"),
        _ => _text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };
}
