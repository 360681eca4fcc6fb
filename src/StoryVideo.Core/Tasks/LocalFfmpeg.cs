using StoryVideo.Cutting;
using StoryVideo.Media;

namespace StoryVideo.Tasks;

/// <summary>The ffmpeg of this machine, for work that cannot be done without it.</summary>
internal static class LocalFfmpeg
{
    /// <exception cref="CutException">There is none.</exception>
    public static Ffmpeg Get(StudioSettings settings) => Ffmpeg.Find(settings.ReadVariable)
        ?? throw ClipReader.NoFfmpeg();
}
