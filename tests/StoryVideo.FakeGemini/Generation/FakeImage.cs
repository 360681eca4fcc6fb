using System.Security.Cryptography;

namespace StoryVideo.FakeGemini.Generation;

/// <summary>An image that was made, and therefore paid.</summary>
/// <param name="Model">Its model's id.</param>
/// <param name="Prompt">As it arrived.</param>
/// <param name="References">How many images went along.</param>
/// <param name="Bytes">What it is.</param>
/// <param name="MimeType">PNG or JPEG.</param>
public sealed record FakeImage(string Model, string Prompt, int References, byte[] Bytes, string MimeType)
{
    private static readonly byte[] s_png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] s_pngEnd = [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>An image with bytes of its own: as JPEG of the newer models, as PNG of the older ones.</summary>
    internal static FakeImage Of(string model, string prompt, int references)
    {
        bool isPng = model.StartsWith("gemini-2", StringComparison.Ordinal);
        byte[] mark = RandomNumberGenerator.GetBytes(16);
        byte[] bytes = isPng ? [.. s_png, .. mark, .. s_pngEnd] : [0xFF, 0xD8, 0xFF, 0xE0, .. mark, 0xFF, 0xD9];
        return new FakeImage(model, prompt, references, bytes, isPng ? "image/png" : "image/jpeg");
    }
}
