namespace StoryVideo.Cutting.Sounds;

/// <summary>What is heard in a film, and when. Pure reckoning.</summary>
internal static class FilmSound
{
    /// <summary>Long enough to keep a cut from clicking, too short to be heard: 5 ms.</summary>
    private const int Ramp = 240;

    private const int BedRamp = CutList.SamplesPerFrame * CutList.Rate / 2;
    private const int FirstBedLane = 4;

    /// <param name="layout">Where every entry stands.</param>
    /// <param name="lost">Sounds of clips that cannot be decoded.</param>
    /// <param name="beds">Ambience and music, with their length and identity.</param>
    /// <param name="identities">Identity of each separate sound, by its path.</param>
    public static IReadOnlyList<PlacedSound> Of(
        FilmLayout layout,
        IReadOnlyCollection<CodedSound> lost,
        IReadOnlyList<MeasuredBed> beds,
        IReadOnlyDictionary<string, string> identities)
    {
        List<PlacedSound> sounds = [];
        for (int i = 0; i < layout.Entries.Count; i++)
        {
            AddOwn(sounds, layout.Entries[i], i % 2, lost, identities);
        }

        for (int i = 0; i < beds.Count; i++)
        {
            AddBed(sounds, layout, beds[i], FirstBedLane + i);
        }

        return sounds;
    }

    private static void AddOwn(
        List<PlacedSound> sounds,
        PlacedEntry placed,
        int lane,
        IReadOnlyCollection<CodedSound> lost,
        IReadOnlyDictionary<string, string> identities)
    {
        CutEntry entry = placed.Source.Entry;
        long at = (long)placed.Start * CutList.SamplesPerFrame;
        long length = (long)placed.Source.Length * CutList.SamplesPerFrame;
        int fadeIn = Math.Max(Ramp, placed.Before.Head * CutList.SamplesPerFrame);
        int fadeOut = Math.Max(Ramp, placed.After.Tail * CutList.SamplesPerFrame);
        if (entry.OwnLevel > 0 && placed.Source.HasSound && !lost.Contains(placed.Source.Sound))
        {
            sounds.Add(new PlacedSound
            {
                File = entry.File!,
                Identity = placed.Source.Identity,
                IsIndexed = placed.Source.Coded is not null,
                Coded = placed.Source.Sound,
                At = at,
                From = (long)placed.Source.In * CutList.SamplesPerFrame,
                Length = length,
                FadeIn = fadeIn,
                FadeOut = fadeOut,
                Level = entry.OwnLevel,
                Lane = lane,
            });
        }

        if (entry.Track is { } track)
        {
            sounds.Add(new PlacedSound
            {
                File = track,
                Identity = identities[track],
                At = at,
                Length = length,
                FadeIn = Ramp,
                FadeOut = fadeOut,
                Level = entry.TrackLevel,
                Lane = lane + 2,
            });
        }
    }

    private static void AddBed(List<PlacedSound> sounds, FilmLayout layout, MeasuredBed bed, int lane)
    {
        long start = (long)layout.Entries[bed.Bed.First].Start * CutList.SamplesPerFrame;
        long end = (long)layout.Entries[bed.Bed.Last].End * CutList.SamplesPerFrame;
        long all = bed.Bed.Repeats ? end - start : Math.Min(end - start, bed.Samples);
        for (long at = 0; at < all && bed.Samples > 0; at += bed.Samples)
        {
            long length = Math.Min(bed.Samples, all - at);
            sounds.Add(new PlacedSound
            {
                File = bed.Bed.File,
                Identity = bed.Identity,
                At = start + at,
                Length = length,
                FadeIn = at == 0 ? (int)Math.Min(BedRamp, length) : Ramp,
                FadeOut = at + length == all ? (int)Math.Min(BedRamp, length) : Ramp,
                Level = bed.Bed.Level,
                Lane = lane,
            });
        }
    }
}
