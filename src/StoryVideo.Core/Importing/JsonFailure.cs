using System.Globalization;
using System.Text.Json;

namespace StoryVideo.Importing;

/// <summary>Says in words where and why a JSON text cannot be read on.</summary>
internal static class JsonFailure
{
    /// <summary>Follows the unread bytes to the place of the failure.</summary>
    /// <param name="path">Where the unread bytes begin.</param>
    /// <param name="unread">From the last good token to the end of what was read.</param>
    /// <param name="state">The reader's state at the beginning of <paramref name="unread"/>.</param>
    /// <param name="fileLength">Bytes of the file up to the end of <paramref name="unread"/>.</param>
    public static ImportProblem Describe(
        JsonPath path, ReadOnlySpan<byte> unread, JsonReaderState state, long fileLength)
    {
        Stack<Level> levels = new();
        Utf8JsonReader reader = new(unread, isFinalBlock: false, state);
        try
        {
            while (reader.Read())
            {
                Follow(ref reader, levels);
            }

            return new ImportProblem(
                PathOf(path, levels).ToString(),
                string.Create(
                    CultureInfo.InvariantCulture, $"is cut off: the file ends in it, after {fileLength} bytes"));
        }
        catch (JsonException e)
        {
            return new ImportProblem(PathOf(path, levels).ToString(), Explain(e));
        }
    }

    /// <summary>What a parser says, with its position counted as editors count: from 1.</summary>
    public static string Explain(JsonException e)
    {
        int position = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = (position < 0 ? e.Message : e.Message[..position]).TrimEnd('.', ' ');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {reason}");
    }

    private static void Follow(ref Utf8JsonReader reader, Stack<Level> levels)
    {
        if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
        {
            levels.TryPop(out _);
            return;
        }

        if (levels.TryPeek(out Level? level))
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                level.Name = NameOf(ref reader);
            }
            else if (level.IsArray)
            {
                level.Index++;
            }
        }

        if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
        {
            levels.Push(new Level(reader.TokenType == JsonTokenType.StartArray));
        }
    }

    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static JsonPath PathOf(JsonPath path, Stack<Level> levels) => levels.Reverse().Aggregate(
        path,
        static (p, l) => l.IsArray && l.Index >= 0 ? p.Item(l.Index) : l.Name is string name ? p.Property(name) : p);

    private sealed class Level(bool isArray)
    {
        public bool IsArray { get; } = isArray;

        public int Index { get; set; } = -1;

        public string? Name { get; set; }
    }
}
