using StoryVideo.Cutting.Aac;
using StoryVideo.Cutting.Mp4;

namespace StoryVideo.Cutting.Sounds;

/// <summary>Puts the sound of a film together in one track.</summary>
internal static class SoundTrack
{
    /// <param name="stretches">The sound.</param>
    /// <param name="gain">By how much it is made louder.</param>
    /// <param name="fileOf">Where a piece was coded.</param>
    /// <param name="cache">Where a frame of silence is kept.</param>
    /// <returns>The track, and the numbers of the frames where copied sound and other sound meet.</returns>
    public static async Task<(FilmTrack Track, IReadOnlyList<int> Joins)> OfAsync(
        IReadOnlyList<SoundStretch> stretches, SoundGain gain, Func<SoundPiece, string> fileOf, SegmentCache cache)
    {
        const string silent = "silence.aac";
        await cache.MakeAsync(
            silent,
            static draft => File.WriteAllBytesAsync(draft, AacFrame.Silent),
            static path => File.ReadAllBytes(path).AsSpan().SequenceEqual(AacFrame.Silent.Span));
        string silence = cache.PathOf(silent);
        FilmTrack track = new()
        {
            TimeScale = FilmFile.TimeScale,
            Step = AacFrame.Samples,
            Lead = AacFrame.Samples,
            Entry = AacConfiguration.Entry(),
            GainSteps = gain.Steps ?? 0,
        };
        List<int> joins = [];
        SoundStretch? last = null;
        foreach (SoundStretch stretch in stretches)
        {
            if (last is not null && last is CopiedSound != stretch is CopiedSound)
            {
                joins.Add(track.Samples.Count);
            }

            last = stretch;

            // Half of what is heard first stands in the frame before it, which the film needs once.
            int before = track.Samples.Count == 0 ? 1 : 0;
            switch (stretch)
            {
                case CopiedSound copy:
                    int lead = Math.Min(before, copy.First);
                    track.Repeat(silence, AacFrame.Silent.Length, before - lead);
                    track.Add(copy.Sound, copy.Gains, copy.First - lead, copy.First + copy.FrameCount);
                    break;
                case SoundPiece piece:
                    AddPiece(track, piece, fileOf(piece), before);
                    break;
                default:
                    track.Repeat(silence, AacFrame.Silent.Length, before + stretch.FrameCount);
                    break;
            }
        }

        return (track, joins);
    }

    private static void AddPiece(FilmTrack track, SoundPiece piece, string path, int before)
    {
        using FileStream file = File.OpenRead(path);
        SampleTable samples = Mp4Movie.Read(file).Tracks[0].Samples();

        // The coder's first frame holds what was before its first sample.
        int first = (piece.LeadSamples / AacFrame.Samples) + 1;
        int end = first + piece.FrameCount;
        if (samples.Count < end)
        {
            throw new CutException(
                "cut-failed",
                $"A piece of sound has {samples.Count} coded frames where {end} were needed. Nothing was charged. This is a defect of StoryVideo or of this "
                + "ffmpeg. Test-StoryVideoSetup (storyvideo doctor) looks at it.");
        }

        track.Add(path, samples, first - before, end);
    }
}
