using System.Buffers.Binary;
using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Mp4;

/// <summary>
/// Writes a film out of coded frames that lie in other files: its index first, then picture and sound of one second after the
/// other. No byte is written twice, and what was equal in time stays so, since every frame has its place on one grid.
/// </summary>
internal static class FilmFile
{
    /// <summary>Units a second of the film as a whole: a frame and a sample of sound are both whole numbers of it.</summary>
    public const int TimeScale = 48_000;

    private const int MediaHeader = 16;
    private const long LargestSmall = 4_000_000_000;
    private const int Buffer = 1024 * 1024;

    // Clips hold a few frames of sound at a time between their pictures.
    private const int SoundAhead = 4096;

    /// <param name="to">Empty, and on its disk when this returns.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="sound">The sound, as long as the picture or a little longer.</param>
    /// <param name="frameCount">Frames of the film.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="InvalidDataException">A file is shorter than its index says.</exception>
    /// <exception cref="IOException">A file cannot be read, or the disk did not take the film.</exception>
    public static void Write(
        FileStream to, FilmTrack picture, FilmTrack sound, int frameCount, int rate, CancellationToken cancellationToken)
    {
        FilmTrack[] tracks = [picture, sound];
        List<FilmChunk> chunks = Interleave(picture, sound, rate);
        long length = tracks.Sum(static t => t.Samples.Sum(static s => (long)s.Size));
        FilmIndex index = new(tracks, chunks, TimeScale, (long)frameCount * TimeScale / rate);
        bool isLarge = length > LargestSmall;
        int indexLength = index.Write(0, isLarge).Length;
        to.Write(index.Write(indexLength + MediaHeader, isLarge));
        byte[] header = new byte[MediaHeader];
        BinaryPrimitives.WriteUInt32BigEndian(header, 1);
        "mdat"u8.CopyTo(header.AsSpan(4));
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(8), length + MediaHeader);
        to.Write(header);
        using SampleReader pictures = new(Buffer);
        using SampleReader sounds = new(SoundAhead);
        BufferedStream buffered = new(to, Buffer);
        DiskFlush disk = new(to.SafeFileHandle);
        byte[] raised = new byte[AdtsHeader.LongestFrame];
        foreach (FilmChunk chunk in chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FilmTrack track = tracks[chunk.Track];
            SampleReader reader = chunk.Track == 0 ? pictures : sounds;
            for (int i = chunk.First; i < chunk.First + chunk.Count; i++)
            {
                FilmSample sample = track.Samples[i];
                ReadOnlySpan<byte> frame = reader.Read(track.Files[sample.File], sample.Offset, sample.Size);
                buffered.Write(sample.Marks == 0 || track.GainSteps == 0 ? frame : Raised(frame, sample.Marks, track.GainSteps, raised));
                disk.Wrote(sample.Size);
            }
        }

        buffered.Flush();
        disk.End();
    }

    private static ReadOnlySpan<byte> Raised(ReadOnlySpan<byte> frame, uint marks, int steps, byte[] buffer)
    {
        frame.CopyTo(buffer);
        Span<byte> raised = buffer.AsSpan(0, frame.Length);
        FrameGains.Raise(raised, marks, steps);
        return raised;
    }

    private static List<FilmChunk> Interleave(FilmTrack picture, FilmTrack sound, int rate)
    {
        List<FilmChunk> chunks = [];
        long offset = 0;
        int heard = 0;
        for (int shown = 0; shown < picture.Samples.Count || heard < sound.Samples.Count;)
        {
            int until = Math.Min(picture.Samples.Count, shown + rate);
            Add(0, shown, until);
            shown = until;
            int heardUntil = shown == picture.Samples.Count
                ? sound.Samples.Count
                : (int)Math.Min(sound.Samples.Count, (long)shown * sound.TimeScale / rate / sound.Step);
            Add(1, heard, heardUntil);
            heard = heardUntil;
        }

        return chunks;

        void Add(int track, int from, int to)
        {
            if (to <= from)
            {
                return;
            }

            chunks.Add(new FilmChunk(track, from, to - from, offset));
            FilmTrack of = track == 0 ? picture : sound;
            for (int i = from; i < to; i++)
            {
                offset += of.Samples[i].Size;
            }
        }
    }
}
