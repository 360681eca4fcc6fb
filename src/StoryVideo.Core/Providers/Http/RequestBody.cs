using System.Globalization;
using System.Text;

namespace StoryVideo.Providers.Http;

/// <summary>
/// The JSON of one submission with empty slots for the images. Sending fills the slots with base64, describing with
/// sizes: both come out of one writer and cannot drift apart.
/// </summary>
internal sealed class RequestBody
{
    private RequestBody(RequestWriter writer)
    {
        Json = writer.Written;
        Slots = writer.Slots;
    }

    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>In the order of their offsets.</summary>
    public IReadOnlyList<ImageSlot> Slots { get; }

    /// <summary>What is sent.</summary>
    public static RequestBody Compact(Action<RequestWriter> write) => Of(write, indented: false);

    /// <summary>What is shown.</summary>
    public static string Describe(Action<RequestWriter> write)
    {
        RequestBody body = Of(write, indented: true);
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

    private static RequestBody Of(Action<RequestWriter> write, bool indented)
    {
        using RequestWriter writer = new(indented);
        write(writer);
        return new RequestBody(writer);
    }
}
