using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace StoryVideo.Stories;

/// <summary>
/// Reads texts and names of stored JSON that System.Text.Json refuses to: half a surrogate pair, which model answers do hold,
/// is kept as the half that it is.
/// </summary>
internal static class StoredText
{
    /// <summary>The text of a JSON string.</summary>
    public static string Of(JsonElement value) => Unescape(JsonMarshal.GetRawUtf8Value(value)[1..^1]);

    public static string NameOf(JsonProperty property) => Unescape(JsonMarshal.GetRawUtf8PropertyName(property));

    private static string Unescape(ReadOnlySpan<byte> utf8)
    {
        string raw = Encoding.UTF8.GetString(utf8);
        return raw.Contains('\\', StringComparison.Ordinal) ? Unescape(raw) : raw;
    }

    private static string Unescape(string raw)
    {
        StringBuilder text = new(raw.Length);
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            char escape = raw[++i];
            text.Append(escape switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                _ => escape,
            });
            i += escape == 'u' ? 4 : 0;
        }

        return text.ToString();
    }
}
