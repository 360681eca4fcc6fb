using System.Reflection;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>The image that stands in where this machine has no ffmpeg.</summary>
internal static class StubImage
{
    public static byte[] Bytes()
    {
        using Stream image = Assembly.GetExecutingAssembly().GetManifestResourceStream("stub-image.png")
            ?? throw new InvalidOperationException("The stub image is missing from this build.");
        byte[] bytes = new byte[image.Length];
        image.ReadExactly(bytes);
        return bytes;
    }
}
