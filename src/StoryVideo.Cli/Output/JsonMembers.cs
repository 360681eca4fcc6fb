using System.Globalization;
using System.Text.Json;

namespace StoryVideo.Cli.Output;

/// <summary>Members that many lines have, written the same way in all of them.</summary>
internal static class JsonMembers
{
    /// <summary>US dollars; null where they are not known.</summary>
    public static void WriteMoney(this Utf8JsonWriter json, string name, decimal? usd)
    {
        if (usd is { } amount)
        {
            json.WriteNumber(name, amount);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteDay(this Utf8JsonWriter json, string name, DateOnly? day) =>
        json.WriteString(name, day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static void WriteScore(this Utf8JsonWriter json, string name, double? score)
    {
        if (score is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
