namespace StoryVideo.Cutting.Mp4;

/// <summary>
/// Writes the index of a film: what <c>ftyp</c> and <c>moov</c> say. It stands before the media, so that a player can begin while
/// the rest arrives.
/// </summary>
internal sealed class FilmIndex(IReadOnlyList<FilmTrack> tracks, IReadOnlyList<FilmChunk> chunks, int movieTimeScale, long duration)
{
    private static readonly int[] s_upright = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

    /// <param name="mediaOffset">Where the media begins in the file.</param>
    /// <param name="isLarge">Positions need eight bytes.</param>
    public byte[] Write(long mediaOffset, bool isLarge)
    {
        using BoxWriter to = new();
        to.Box("ftyp", () =>
        {
            to.Text("isom");
            to.UInt32(0x200);
            to.Text("isomiso2avc1mp41");
        });
        to.Box("moov", () =>
        {
            to.FullBox("mvhd", () =>
            {
                to.Zeros(8);
                to.UInt32(movieTimeScale);
                to.UInt32(duration);
                to.UInt32(0x10000);
                to.UInt16(0x100);
                to.Zeros(10);
                WriteMatrix(to);
                to.Zeros(24);
                to.UInt32(tracks.Count + 1);
            });
            for (int i = 0; i < tracks.Count; i++)
            {
                WriteTrack(to, i, mediaOffset, isLarge);
            }
        });
        return to.ToArray();
    }

    private static void WriteMatrix(BoxWriter to) => Array.ForEach(s_upright, v => to.UInt32(v));

    private void WriteTrack(BoxWriter to, int number, long mediaOffset, bool isLarge)
    {
        FilmTrack track = tracks[number];
        bool isPicture = number == 0;
        int delay = isPicture ? track.Delay() : 0;
        BoxContent entry = new(isPicture ? "avc1" : "mp4a", track.Entry.AsMemory(8));
        to.Box("trak", () =>
        {
            to.FullBox("tkhd", () =>
            {
                to.Zeros(8);
                to.UInt32(number + 1);
                to.Zeros(4);
                to.UInt32(duration);
                to.Zeros(8);
                to.UInt32(0);
                to.UInt16(isPicture ? 0 : 0x100);
                to.UInt16(0);
                WriteMatrix(to);
                to.UInt32(isPicture ? entry.UInt16(24) << 16 : 0);
                to.UInt32(isPicture ? entry.UInt16(26) << 16 : 0);
            }, flags: 3);
            to.Box("edts", () => to.FullBox("elst", () =>
            {
                to.UInt32(1);
                to.UInt32(duration);
                to.UInt32(track.Lead + ((long)delay * track.Step));
                to.UInt32(0x10000);
            }));
            to.Box("mdia", () =>
            {
                to.FullBox("mdhd", () =>
                {
                    to.Zeros(8);
                    to.UInt32(track.TimeScale);
                    to.UInt32((long)track.Samples.Count * track.Step);
                    to.UInt16(0x55C4);
                    to.UInt16(0);
                });
                to.FullBox("hdlr", () =>
                {
                    to.Zeros(4);
                    to.Text(isPicture ? "vide" : "soun");
                    to.Zeros(12);
                    to.Text(isPicture ? "picture\0" : "sound\0");
                });
                to.Box("minf", () =>
                {
                    to.FullBox(isPicture ? "vmhd" : "smhd", () => to.Zeros(isPicture ? 8 : 4), flags: isPicture ? 1u : 0);
                    to.Box("dinf", () => to.FullBox("dref", () =>
                    {
                        to.UInt32(1);
                        to.FullBox("url ", static () => { }, flags: 1);
                    }));
                    to.Box("stbl", () => WriteTable(to, number, delay, mediaOffset, isLarge));
                });
            });
        });
    }

    private void WriteTable(BoxWriter to, int number, int delay, long mediaOffset, bool isLarge)
    {
        FilmTrack track = tracks[number];
        FilmChunk[] own = [.. chunks.Where(c => c.Track == number)];
        to.FullBox("stsd", () =>
        {
            to.UInt32(1);
            to.Bytes(track.Entry);
        });
        to.FullBox("stts", () =>
        {
            to.UInt32(1);
            to.UInt32(track.Samples.Count);
            to.UInt32(track.Step);
        });
        if (delay > 0)
        {
            WriteRuns(to, "ctts", [.. track.Samples.Select((s, i) => (long)(s.Shown - i + delay) * track.Step)]);
        }

        if (track.Samples.Any(static s => !s.IsSync))
        {
            int[] sync = [.. track.Samples.Index().Where(static s => s.Item.IsSync).Select(static s => s.Index + 1)];
            to.FullBox("stss", () =>
            {
                to.UInt32(sync.Length);
                Array.ForEach(sync, s => to.UInt32(s));
            });
        }

        to.FullBox("stsc", () =>
        {
            (int Chunk, int Count)[] changes =
                [.. own.Index().Where(c => c.Index == 0 || own[c.Index - 1].Count != c.Item.Count).Select(static c => (c.Index + 1, c.Item.Count))];
            to.UInt32(changes.Length);
            foreach ((int chunk, int count) in changes)
            {
                to.UInt32(chunk);
                to.UInt32(count);
                to.UInt32(1);
            }
        });
        to.FullBox("stsz", () =>
        {
            to.UInt32(0);
            to.UInt32(track.Samples.Count);
            foreach (FilmSample sample in track.Samples)
            {
                to.UInt32(sample.Size);
            }
        });
        to.FullBox(isLarge ? "co64" : "stco", () =>
        {
            to.UInt32(own.Length);
            foreach (FilmChunk chunk in own)
            {
                if (isLarge)
                {
                    to.Int64(mediaOffset + chunk.Offset);
                }
                else
                {
                    to.UInt32(mediaOffset + chunk.Offset);
                }
            }
        });
    }

    private static void WriteRuns(BoxWriter to, string type, long[] values)
    {
        List<(int Count, long Value)> runs = [];
        foreach (long value in values)
        {
            if (runs.Count > 0 && runs[^1].Value == value)
            {
                runs[^1] = (runs[^1].Count + 1, value);
            }
            else
            {
                runs.Add((1, value));
            }
        }

        to.FullBox(type, () =>
        {
            to.UInt32(runs.Count);
            foreach ((int count, long value) in runs)
            {
                to.UInt32(count);
                to.UInt32(value);
            }
        });
    }
}
