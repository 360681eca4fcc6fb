using StoryVideo.Cutting.Mp4;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Sounds;

/// <summary>Tells how long a separate sound is; WAV and MP4 by their headers, others by ffprobe.</summary>
public static class SoundLength
{
    private const long LongestRead = 64 * 1024 * 1024;

    /// <summary>In seconds; null where it cannot be told: it is no WAV, and there is no ffprobe to ask.</summary>
    /// <param name="path">Full path of the sound.</param>
    /// <param name="ffmpeg">Beside which ffprobe lies; null where there is none.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="InvalidDataException">It is no sound that ffmpeg can open.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<double?> ReadAsync(string path, Ffmpeg? ffmpeg, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length <= LongestRead
            && WavFile.Read(await File.ReadAllBytesAsync(path, cancellationToken), out _) is { } wav)
        {
            return wav.Seconds;
        }

        return ffmpeg?.Probe is null
            ? FromIndex(path)
            : (await new MediaProbe(ffmpeg).ReadAsync(path, cancellationToken)).Audio?.Seconds ?? throw new InvalidDataException("it holds no sound");
    }

    private static double? FromIndex(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Mp4Movie.Read(file).Tracks.FirstOrDefault(static t => t.Handler == "soun")?.Seconds;
        }
        catch (InvalidDataException)
        {
            // It is no MP4. What else it is, nobody here can say.
            return null;
        }
    }
}
