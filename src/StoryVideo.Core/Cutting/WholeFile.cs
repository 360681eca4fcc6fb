using System.Buffers.Binary;
using StoryVideo.Cutting.Mp4;

namespace StoryVideo.Cutting;

/// <summary>Tells whether a piece that was made before is all there, without decoding it.</summary>
internal static class WholeFile
{
    /// <summary>In bytes, of a WAV file of PCM as ffmpeg writes it with <c>+bitexact</c>.</summary>
    public const int WavHeader = 44;

    /// <summary>ffmpeg writes the index of a piece last, and it tells where every frame lies.</summary>
    public static bool IsMovie(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            SampleTable samples = Mp4Movie.Read(file).Tracks[0].Samples();
            return Enumerable.Range(0, samples.Count).All(i => samples.Offsets[i] + samples.Sizes[i] <= file.Length);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>A WAV file tells at its beginning how long it is.</summary>
    public static bool IsWav(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] header = new byte[WavHeader];
        return file.ReadAtLeast(header, WavHeader, throwOnEndOfStream: false) == WavHeader
            && header.AsSpan().StartsWith("RIFF"u8)
            && (file.Length > uint.MaxValue || BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(WavHeader - 4)) == file.Length - WavHeader);
    }
}
