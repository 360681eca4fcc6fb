namespace StoryVideo.Cutting.Mp4;

/// <summary>One track of an MP4 file, as its boxes tell.</summary>
internal sealed class Mp4Track
{
    private readonly BoxContent _table;

    private Mp4Track(BoxContent track, uint movieTimeScale)
    {
        BoxContent media = track.Get("mdia");
        BoxContent header = media.Get("mdhd");
        bool isLong = header.Byte(0) == 1;
        TimeScale = header.UInt32(isLong ? 20 : 12);
        Duration = isLong ? header.Int64(24) : header.UInt32(16);
        BoxContent handler = media.Get("hdlr");
        Handler = System.Text.Encoding.ASCII.GetString(handler.Bytes.Span.Slice(8, 4));
        _table = media.Get("minf").Get("stbl");
        BoxContent descriptions = _table.Get("stsd");
        Entries = descriptions.Children(8).ToArray();
        MovieTimeScale = movieTimeScale;
        IsUpright = ReadMatrix(track.Get("tkhd"));
        ReadEdits(track.Find("edts")?.Find("elst"));
    }

    /// <summary><c>vide</c>, <c>soun</c> or another.</summary>
    public string Handler { get; }

    /// <summary>Units a second.</summary>
    public uint TimeScale { get; }

    /// <summary>In units of <see cref="TimeScale"/>, edits left aside.</summary>
    public long Duration { get; }

    /// <summary>Units a second of <see cref="EditDuration"/>.</summary>
    public uint MovieTimeScale { get; }

    /// <summary>How the samples are coded.</summary>
    public IReadOnlyList<BoxContent> Entries { get; }

    /// <summary>Shown as it is, neither turned nor mirrored.</summary>
    public bool IsUpright { get; }

    /// <summary>How many edits there are; none and one are common.</summary>
    public int EditCount { get; private set; }

    /// <summary>Where the one edit begins, in <see cref="TimeScale"/>.</summary>
    public long EditStart { get; private set; }

    /// <summary>How long the one edit is, in <see cref="MovieTimeScale"/>.</summary>
    public long EditDuration { get; private set; }

    /// <summary>How many seconds of the track are presented.</summary>
    public double Seconds => EditCount == 1 && EditDuration > 0 && MovieTimeScale > 0
        ? (double)EditDuration / MovieTimeScale
        : TimeScale > 0 ? (double)Duration / TimeScale : 0;

    /// <exception cref="InvalidDataException">Boxes are missing or contradict each other.</exception>
    public static Mp4Track Read(BoxContent track, uint movieTimeScale) => new(track, movieTimeScale);

    /// <exception cref="InvalidDataException">The table contradicts itself.</exception>
    public SampleTable Samples() => SampleTable.Read(_table);

    private static bool ReadMatrix(BoxContent header)
    {
        int at = header.Byte(0) == 1 ? 52 : 40;
        return header.UInt32(at) == 0x10000 && header.UInt32(at + 4) == 0 && header.UInt32(at + 12) == 0 && header.UInt32(at + 16) == 0x10000;
    }

    private void ReadEdits(BoxContent? list)
    {
        if (list is not { } edits)
        {
            return;
        }

        bool isLong = edits.Byte(0) == 1;
        EditCount = edits.Count(4, isLong ? 20 : 12);
        if (EditCount == 1)
        {
            EditDuration = isLong ? edits.Int64(8) : edits.UInt32(8);
            EditStart = isLong ? edits.Int64(16) : unchecked((int)edits.UInt32(12));
        }
    }
}
