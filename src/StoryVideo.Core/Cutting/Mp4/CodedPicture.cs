using System.Buffers.Binary;
using System.Security.Cryptography;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Mp4;

/// <summary>
/// The picture of a clip whose coded frames may go into a film as they are: H.264 on an exact grid of frames, beginning with its
/// first frame. Frames are numbered as they are shown, from 0; samples as they are decoded.
/// </summary>
internal sealed class CodedPicture
{
    private const byte InstantaneousRefresh = 5;

    private readonly string _path;
    private readonly int[] _frames;

    private CodedPicture(string path, BoxContent entry, SampleTable samples, int[] frames)
    {
        _path = path;
        _frames = frames;
        Entry = entry;
        Samples = samples;
        Configuration = AvcConfiguration.Parse(entry.Find("avcC", EntryHeader)!.Value);
        Kind = KindOf(entry);
    }

    /// <summary>Length of the fixed part of a <c>VisualSampleEntry</c>.</summary>
    public const int EntryHeader = 78;

    /// <summary>The file.</summary>
    public string Path => _path;

    public BoxContent Entry { get; }

    public SampleTable Samples { get; }

    public AvcConfiguration Configuration { get; }

    /// <summary>The same for all clips whose coded frames can stand in one track.</summary>
    public string Kind { get; }

    public int Width => Entry.UInt16(24);

    public int Height => Entry.UInt16(26);

    public int FrameCount => _frames.Length;

    /// <summary>The frame that a sample shows.</summary>
    public int FrameOf(int sample) => _frames[sample];

    /// <param name="path">The file.</param>
    /// <param name="track">Its picture.</param>
    /// <param name="rate">Frames a second that are wanted.</param>
    /// <exception cref="InvalidDataException">Why it cannot go into a film as it is.</exception>
    public static CodedPicture Read(string path, Mp4Track track, int rate)
    {
        if (track.Entries is not [{ Type: "avc1" } entry])
        {
            throw new InvalidDataException($"it is coded as {string.Join(", ", track.Entries.Select(static e => e.Type))} and not as avc1");
        }

        if (!track.IsUpright)
        {
            throw new InvalidDataException("it is to be turned when shown");
        }

        if (entry.Find("avcC", EntryHeader) is null)
        {
            throw new InvalidDataException("it has no parameter sets");
        }

        if (entry.Find("pasp", EntryHeader) is { } shape && shape.UInt32(0) != shape.UInt32(4))
        {
            throw new InvalidDataException("its pixels are not square");
        }

        SampleTable samples = track.Samples();
        if (samples.Count == 0)
        {
            throw new InvalidDataException("it has no index of its frames");
        }

        if (!samples.IsEven || samples.Step * rate != track.TimeScale)
        {
            double own = samples.Step == 0 ? 0 : (double)track.TimeScale / samples.Step;
            throw new InvalidDataException(string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"it has {own:0.###} frames a second{(samples.IsEven ? "" : ", unevenly")}"));
        }

        CodedPicture picture = new(path, entry, samples, FramesOf(samples));
        picture.CheckEdits(track);
        return picture.IsEntry(0) ? picture : throw new InvalidDataException("it does not begin with a whole picture");
    }

    /// <summary>
    /// The first sample from which decoding can begin and whose frame is not before one; the number of samples where there is none.
    /// </summary>
    public int EntryFrom(int frame)
    {
        for (int sample = frame; sample < FrameCount; sample++)
        {
            if (Samples.IsSync[sample] && _frames[sample] == sample && IsClosed(sample) && IsEntry(sample))
            {
                return sample;
            }
        }

        return FrameCount;
    }

    /// <summary>The last number of samples that hold the frames before one, or fewer, and no other.</summary>
    public int ClosedUpTo(int frame)
    {
        int closed = 0;
        int latest = -1;
        for (int sample = 0; sample < frame; sample++)
        {
            latest = Math.Max(latest, _frames[sample]);
            closed = latest == sample ? sample + 1 : closed;
        }

        return closed;
    }

    // The first so many samples show the first so many frames.
    private bool IsClosed(int samples) => samples == 0 || ClosedUpTo(samples) == samples;

    private static int[] FramesOf(SampleTable samples)
    {
        long first = long.MaxValue;
        for (int i = 0; i < samples.Count; i++)
        {
            first = Math.Min(first, samples.DecodeTimes[i] + samples.CompositionOffsets[i]);
        }

        int[] frames = new int[samples.Count];
        bool[] isTaken = new bool[samples.Count];
        for (int i = 0; i < samples.Count; i++)
        {
            (long frame, long rest) = Math.DivRem(samples.DecodeTimes[i] + samples.CompositionOffsets[i] - first, samples.Step);
            if (rest != 0 || frame >= samples.Count || isTaken[frame])
            {
                throw new InvalidDataException("its frames are not shown evenly");
            }

            isTaken[frame] = true;
            frames[i] = (int)frame;
        }

        return frames;
    }

    private static string KindOf(BoxContent entry)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(size, entry.UInt16(24));
        BinaryPrimitives.WriteUInt16BigEndian(size[2..], entry.UInt16(26));
        hash.AppendData(size);
        hash.AppendData(entry.Find("avcC", EntryHeader)!.Value.Bytes.Span);
        hash.AppendData((entry.Find("colr", EntryHeader)?.Bytes ?? default).Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A player that heeds the edit shows fewer frames than there are; such a clip is decoded as players do.
    private void CheckEdits(Mp4Track track)
    {
        if (track.EditCount == 0)
        {
            return;
        }

        long first = Samples.DecodeTimes.Zip(Samples.CompositionOffsets, static (t, o) => t + o).Min();
        double shown = track.EditDuration * (double)track.TimeScale / Math.Max(1, track.MovieTimeScale);
        if (track.EditCount > 1 || track.EditStart != first
            || (track.EditDuration > 0 && shown < (Samples.Step * FrameCount) - (Samples.Step / 2.0)))
        {
            throw new InvalidDataException("an edit list hides some of its frames");
        }
    }

    /// <summary>Whether a sample holds an IDR picture, after which nothing before it is needed.</summary>
    private bool IsEntry(int sample)
    {
        using FileStream file = File.OpenRead(_path);
        Span<byte> unit = stackalloc byte[5];
        long end = Samples.Offsets[sample] + Samples.Sizes[sample];
        for (long at = Samples.Offsets[sample]; at + unit.Length <= end;)
        {
            if (!Mp4Box.ReadBytes(file, at, unit))
            {
                throw new InvalidDataException("it is cut short");
            }

            int type = unit[4] & 0x1F;
            if (type is >= 1 and <= InstantaneousRefresh)
            {
                return type == InstantaneousRefresh;
            }

            at += 4 + (long)BinaryPrimitives.ReadUInt32BigEndian(unit);
        }

        return false;
    }
}
