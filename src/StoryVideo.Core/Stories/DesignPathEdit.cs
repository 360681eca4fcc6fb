using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StoryVideo.Stories;

/// <summary>
/// Puts an image's path into a visual design document by changing only the bytes of that path: what people or other programs
/// have written stays as they wrote it, and a document that holds what no writer would write again is no reason to lose a path.
/// </summary>
internal sealed class DesignPathEdit
{
    private static readonly JsonSerializerOptions s_readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonReaderOptions s_options = new() { MaxDepth = 128 };

    private readonly string _id;
    private readonly string[] _lists;
    private readonly string[] _ids;
    private readonly string[] _paths;
    private readonly string _value;

    /// <param name="kind">Character or environment.</param>
    /// <param name="id">Which.</param>
    /// <param name="path">As it is stored.</param>
    public DesignPathEdit(DesignKind kind, string id, string path)
    {
        string name = kind.ToString().ToLowerInvariant();
        _id = id;
        _lists = [name + "_designs", name + "Designs"];
        _ids = [name + "_id", name + "Id"];
        string snake = DesignPaths.PathName(kind);
        _paths = [snake, kind == DesignKind.Character ? "characterModelSheetImagePath" : "environmentReferenceImagePath"];
        _value = Quote(path);
    }

    /// <summary>Null where the document has no such design, or is no JSON.</summary>
    public string? Apply(string document)
    {
        byte[] json = Encoding.UTF8.GetBytes(document);
        List<(int Start, int End, string Text)> edits = [];
        try
        {
            Utf8JsonReader reader = new(json, s_options);
            Read(ref reader, edits);
        }
        catch (JsonException)
        {
            return null;
        }

        return edits.Count == 0 ? null : Apply(json, edits);
    }

    private static string Apply(byte[] json, List<(int Start, int End, string Text)> edits)
    {
        StringBuilder text = new(json.Length);
        int from = 0;
        foreach ((int start, int end, string replacement) in edits.OrderBy(static e => e.Start))
        {
            text.Append(Encoding.UTF8.GetString(json.AsSpan(from..start))).Append(replacement);
            from = end;
        }

        return text.Append(Encoding.UTF8.GetString(json.AsSpan(from..))).ToString();
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, s_readable);

    private static int Start(ref Utf8JsonReader reader) => (int)reader.TokenStartIndex;

    private static int End(ref Utf8JsonReader reader) => (int)reader.BytesConsumed;

    // Escaped names are none of ours, and half a surrogate pair in one would throw.
    private static bool IsOneOf(ref Utf8JsonReader reader, string[] names)
    {
        if (!reader.ValueIsEscaped)
        {
            foreach (string name in names)
            {
                if (reader.ValueTextEquals(name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString()?.Trim() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // The lists stand at the top or inside a wrapper; either may be a string of JSON.
    private void Read(ref Utf8JsonReader reader, List<(int Start, int End, string Text)> edits)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth <= 1)
            {
                ReadInner(ref reader, edits);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && IsOneOf(ref reader, _lists))
            {
                reader.Read();
                ReadList(ref reader, edits);
            }
        }
    }

    private void ReadInner(ref Utf8JsonReader reader, List<(int Start, int End, string Text)> edits)
    {
        if (TextOf(ref reader) is ['{', ..] inner && Apply(inner) is { } changed)
        {
            edits.Add((Start(ref reader), End(ref reader), Quote(changed)));
        }
    }

    private void ReadList(ref Utf8JsonReader reader, List<(int Start, int End, string Text)> edits)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadDesign(ref reader, edits);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadDesign(ref Utf8JsonReader reader, List<(int Start, int End, string Text)> edits)
    {
        string?[] ids = new string?[_ids.Length];
        List<(int Start, int End, string Text)> paths = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            int id = IsOneOf(ref reader, _ids) ? (reader.ValueTextEquals(_ids[0]) ? 0 : 1) : -1;
            bool isPath = IsOneOf(ref reader, _paths);
            reader.Read();
            int start = Start(ref reader);
            if (id >= 0)
            {
                ids[id] = TextOf(ref reader);
            }

            reader.Skip();
            if (isPath)
            {
                paths.Add((start, End(ref reader), _value));
            }
        }

        if (Array.Find(ids, static i => !string.IsNullOrEmpty(i)) == _id)
        {
            int close = Start(ref reader);
            edits.AddRange(paths.Count > 0 ? paths : [(close, close, $", \"{_paths[0]}\": {_value}")]);
        }
    }
}
