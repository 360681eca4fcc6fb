using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StoryVideo.Providers.Http;

/// <summary>Writes the JSON of a submission, and remembers where images belong.</summary>
internal sealed class RequestWriter : IDisposable
{
    private readonly List<ImageSlot> _slots = [];
    private readonly ArrayBufferWriter<byte> _json = new();

    public RequestWriter(bool indented)
    {
        // Unspecified line ends would differ between machines, and with them the text of a dry run.
        JsonWriterOptions options = new()
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = indented,
            NewLine = "\n",
        };
        Json = new Utf8JsonWriter(_json, options);
    }

    /// <summary>For everything but long texts and images.</summary>
    public Utf8JsonWriter Json { get; }

    public IReadOnlyList<ImageSlot> Slots => _slots;

    /// <summary>Everything that was written.</summary>
    public ReadOnlyMemory<byte> Written
    {
        get
        {
            Json.Flush();
            return _json.WrittenMemory;
        }
    }

    /// <summary>A text as people wrote it, escaped no further than JSON asks for.</summary>
    public void WriteText(string name, string text)
    {
        Json.WritePropertyName(name);
        Json.WriteRawValue(JsonText.Quote(text), skipInputValidation: true);
    }

    /// <summary>An image's base64, filled in when the request leaves.</summary>
    /// <param name="name">Of the property.</param>
    /// <param name="image">Whose bytes.</param>
    /// <param name="before">What stands before the base64 in the same text: <c>data:image/png;base64,</c>.</param>
    public void WriteImage(string name, ReferenceImage image, string before = "")
    {
        Json.WriteString(name, before);
        Json.Flush();
        _slots.Add(new ImageSlot(_json.WrittenCount - 1, image));
    }

    public void Dispose() => Json.Dispose();
}
