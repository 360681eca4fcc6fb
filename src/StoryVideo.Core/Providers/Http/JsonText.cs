using System.Buffers;
using System.Globalization;
using System.Text;

namespace StoryVideo.Providers.Http;

/// <summary>
/// Strings as JSON, escaping only what JSON asks for. The framework's encoders escape emoji and more, which would make
/// a prompt longer and unreadable in what a dry run shows.
/// </summary>
internal static class JsonText
{
    private static readonly SearchValues<char> s_escaped = SearchValues.Create(
        "\"\\" + new string(Enumerable.Range(0, 0x20).Select(static c => (char)c).ToArray()));

    public static string Quote(string text)
    {
        StringBuilder quoted = new(text.Length + 16);
        quoted.Append('"');
        ReadOnlySpan<char> rest = text;
        for (int plain = rest.IndexOfAny(s_escaped); plain >= 0; plain = rest.IndexOfAny(s_escaped))
        {
            quoted.Append(rest[..plain]).Append(Escape(rest[plain]));
            rest = rest[(plain + 1)..];
        }

        return quoted.Append(rest).Append('"').ToString();
    }

    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
    };
}
