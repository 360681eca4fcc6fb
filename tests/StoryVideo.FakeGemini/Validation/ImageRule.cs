using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>Images are <c>{"bytesBase64Encoded","mimeType"}</c>, sound base64, and what their type says.</summary>
internal sealed class ImageRule : IRequestRule
{
    private static readonly string[] s_frames = ["image", "lastFrame"];

    public string? Refuse(SubmitBody body)
    {
        foreach (string field in s_frames)
        {
            if (body.Instance.TryGetProperty(field, out JsonElement frame) && RefuseImage(frame) is string refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    internal static string? RefuseImage(JsonElement image)
    {
        if (image.ValueKind != JsonValueKind.Object)
        {
            return "An image must be an object.";
        }

        foreach (JsonProperty property in image.EnumerateObject())
        {
            if (property.Name is not ("bytesBase64Encoded" or "mimeType"))
            {
                return Refusals.NotSupported(property.Name);
            }
        }

        if (!image.TryGetProperty("mimeType", out JsonElement type) || type.ValueKind != JsonValueKind.String)
        {
            return "Image field doesn't have a mimeType.";
        }

        if (!image.TryGetProperty("bytesBase64Encoded", out JsonElement data) || data.ValueKind != JsonValueKind.String)
        {
            return "Image field doesn't have a URI or bytes.";
        }

        return RefuseBytes(JsonMarshal.GetRawUtf8Value(data)[1..^1], type.GetString() ?? "");
    }

    internal static string? RefuseBytes(ReadOnlySpan<byte> base64, string mimeType)
    {
        if (base64.IsEmpty || base64.Length % 4 != 0 || !Base64.IsValid(base64))
        {
            return "Invalid value for `bytesBase64Encoded`: Base64 decoding failed.";
        }

        Span<byte> start = stackalloc byte[12];
        ReadOnlySpan<byte> head = base64.Length > 16 ? base64[..16] : base64;
        Base64.DecodeFromUtf8(head, start, out _, out int length);
        return ImageSignature.MimeType(start[..length]) == mimeType
            ? null
            : $"The bytes of the image are not a valid {mimeType}.";
    }
}
