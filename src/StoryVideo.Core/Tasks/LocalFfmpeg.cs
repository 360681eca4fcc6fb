using StoryVideo.Media;

namespace StoryVideo.Tasks;

/// <summary>The ffmpeg of this machine, for work that cannot be done without it.</summary>
internal static class LocalFfmpeg
{
    /// <exception cref="RunRefusedException">There is none.</exception>
    public static Ffmpeg Get(StudioSettings settings) => Ffmpeg.Find(settings.ReadVariable)
        ?? throw new RunRefusedException(
            "ffmpeg-missing",
            $"This machine has no ffmpeg. Install it (apt-get install ffmpeg, brew install ffmpeg, winget install ffmpeg) or name it in {Ffmpeg.Variable}. "
            + "Nothing was made.");
}
