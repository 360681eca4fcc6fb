using System.Reflection;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>The clip that stands in where this machine has no ffmpeg.</summary>
internal static class StubClip
{
    public static async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        await using Stream clip = Assembly.GetExecutingAssembly().GetManifestResourceStream("stub-clip.mp4")
            ?? throw new InvalidOperationException("The stub clip is missing from this build.");
        await clip.CopyToAsync(destination, cancellationToken);
    }
}
