using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// The JSON of one submission with empty slots for the images. Sending fills the slots with base64, describing with
/// sizes: both come out of one writer and cannot drift apart.
/// </summary>
internal sealed class VeoRequestBody
{
    private readonly List<ImageSlot> _slots = [];
    private readonly ArrayBufferWriter<byte> _json = new();

    private VeoRequestBody(VideoRequest request, bool indented)
    {
        // Unspecified line ends would differ between machines, and with them the text of a dry run.
        JsonWriterOptions options = new()
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = indented,
            NewLine = "\n",
        };
        using Utf8JsonWriter writer = new(_json, options);
        Write(writer, request);
    }

    public ReadOnlyMemory<byte> Json => _json.WrittenMemory;

    /// <summary>In the order of their offsets.</summary>
    public IReadOnlyList<ImageSlot> Slots => _slots;

    /// <summary>What is sent.</summary>
    public static VeoRequestBody Compact(VideoRequest request) => new(request, indented: false);

    /// <summary>What is shown.</summary>
    public static string Describe(VideoRequest request)
    {
        VeoRequestBody body = new(request, indented: true);
        StringBuilder text = new();
        int start = 0;
        foreach (ImageSlot slot in body.Slots)
        {
            text.Append(Encoding.UTF8.GetString(body.Json.Span[start..slot.Offset]))
                .Append(CultureInfo.InvariantCulture, $"<{slot.Image.Length} bytes>");
            start = slot.Offset;
        }

        return text.Append(Encoding.UTF8.GetString(body.Json.Span[start..])).ToString();
    }

    private void Write(Utf8JsonWriter writer, VideoRequest request)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("instances");
        writer.WriteStartObject();
        writer.WritePropertyName("prompt");
        writer.WriteRawValue(JsonText.Quote(request.Prompt), skipInputValidation: true);
        if (request.References.Count > 0)
        {
            writer.WriteStartArray("referenceImages");
            foreach (ReferenceImage image in request.References)
            {
                WriteReference(writer, image);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("parameters");
        writer.WriteString("aspectRatio", request.Format.AspectRatio);
        writer.WriteString("resolution", request.Format.Resolution);
        writer.WriteNumber("durationSeconds", request.Format.DurationSeconds);
        writer.WriteNumber("sampleCount", 1);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteReference(Utf8JsonWriter writer, ReferenceImage image)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("image");
        writer.WriteString("bytesBase64Encoded", "");
        writer.Flush();
        _slots.Add(new ImageSlot(_json.WrittenCount - 1, image));
        writer.WriteString("mimeType", image.MimeType);
        writer.WriteEndObject();
        writer.WriteString("referenceType", "asset");
        writer.WriteEndObject();
    }
}
