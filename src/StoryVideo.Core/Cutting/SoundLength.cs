using StoryVideo.Cutting.Mp4;
using StoryVideo.Media;

namespace StoryVideo.Cutting;

/// <summary>Tells how long a separate sound is; WAV and MP4 by their headers, others by ffprobe.</summary>
public static class SoundLength
{
    private const long LongestRead = 64 * 1024 * 1024;

    /// <summary>In seconds; null where it cannot be told. Whether the sound can be used shows when it is mixed.</summary>
    /// <param name="path">Full path of the sound.</param>
    /// <param name="ffmpeg">Beside which ffprobe lies; null where there is none.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<double?> ReadAsync(string path, Ffmpeg? ffmpeg, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(path).Length <= LongestRead
                && WavFile.Read(await File.ReadAllBytesAsync(path, cancellationToken), out _) is { } wav)
            {
                return wav.Seconds;
            }

            return ffmpeg?.Probe is null ? FromIndex(path) : (await new MediaProbe(ffmpeg).ReadAsync(path, cancellationToken)).Audio?.Seconds;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    private static double? FromIndex(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Mp4Movie.Read(file).Tracks.FirstOrDefault(static t => t.Handler == "soun")?.Seconds;
    }
}
