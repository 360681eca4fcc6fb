using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StoryVideo.Cli.Output;

/// <summary>Writes JSON objects for scripts, each on a line of its own and as soon as it is there.</summary>
internal sealed class JsonLines : IDisposable
{
    private readonly TextWriter _out;
    private readonly MemoryStream _line = new();
    private readonly Utf8JsonWriter _json;

    public JsonLines(TextWriter output)
    {
        _out = output;
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <param name="writeMembers">Writes the members of one object.</param>
    public void Write(Action<Utf8JsonWriter> writeMembers)
    {
        _json.WriteStartObject();
        writeMembers(_json);
        _json.WriteEndObject();
        _json.Flush();
        _out.WriteLine(Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length));
        _line.SetLength(0);
        _json.Reset();
    }

    public void Dispose()
    {
        _json.Dispose();
        _line.Dispose();
    }
}
