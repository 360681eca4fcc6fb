using StoryVideo.Cutting.Pictures;

namespace StoryVideo.Cutting;

/// <summary>Where every entry stands in the film, and what its picture is put together from. Pure reckoning.</summary>
internal sealed class FilmLayout
{
    /// <summary>Fewer frames than these are made again rather than copied: a file of their own costs more.</summary>
    private const int ShortestCopy = 12;

    private FilmLayout(IReadOnlyList<PlacedEntry> entries, IReadOnlyList<PictureUnit> units, IReadOnlyList<string> notes)
    {
        Entries = entries;
        Units = units;
        Notes = notes;
        FrameCount = units.Sum(static u => u.FrameCount);
    }

    public IReadOnlyList<PlacedEntry> Entries { get; }

    /// <summary>In the order of the film, without gap or overlap.</summary>
    public IReadOnlyList<PictureUnit> Units { get; }

    /// <summary>What was done otherwise than asked, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; }

    public int FrameCount { get; }

    public static FilmLayout Of(IReadOnlyList<SourcePicture> sources, FilmShape shape)
    {
        List<string> notes = [];
        List<PlacedEntry> placed = Place(sources, notes);
        List<PictureUnit> units = [];
        foreach (PlacedEntry entry in placed)
        {
            AddUnits(units, entry, shape);
        }

        return new FilmLayout(placed, units, notes);
    }

    private static List<PlacedEntry> Place(IReadOnlyList<SourcePicture> sources, List<string> notes)
    {
        List<PlacedEntry> placed = [];
        CutTransition before = CutTransition.Cut;
        int start = 0;
        for (int i = 0; i < sources.Count; i++)
        {
            SourcePicture source = sources[i];
            CutTransition after = CutTransition.Cut;
            if (i + 1 < sources.Count && source.Entry.ToNext is { Kind: not TransitionKind.Cut } wished)
            {
                SourcePicture next = sources[i + 1];
                SourcePicture? tooShort = source.Length - before.Head < wished.Tail + 1 ? source : next.Length < wished.Head + 1 ? next : null;
                after = tooShort is null ? wished : CutTransition.Cut;
                if (tooShort is not null)
                {
                    notes.Add($"{source.Entry.Name} to {next.Entry.Name} is a cut: {tooShort.Entry.Name} has {tooShort.Length} frames, too few for "
                        + $"{NameOf(wished.Kind)} of {wished.Frames}{(tooShort == source && before.Head > 0 ? " after the one before it" : "")}.");
                }
            }

            placed.Add(new PlacedEntry(source, start, before, after));
            start += source.Length - after.Overlap;
            before = after;
        }

        return placed;
    }

    private static string NameOf(TransitionKind kind) => kind switch
    {
        TransitionKind.FadeBlack => "a fade to black",
        TransitionKind.JCut => "a J cut",
        TransitionKind.LCut => "an L cut",
        _ => $"a {kind.ToString().ToLowerInvariant()}",
    };

    private static void AddUnits(List<PictureUnit> units, PlacedEntry entry, FilmShape shape)
    {
        SourcePicture source = entry.Source;
        bool comesOutOf = entry.Before.Kind == TransitionKind.Dissolve;
        bool goesInto = entry.After.Kind == TransitionKind.Dissolve;
        int fadeIn = entry.Before.Kind == TransitionKind.FadeBlack ? entry.Before.Head : 0;
        int fadeOut = entry.After.Kind == TransitionKind.FadeBlack ? entry.After.Tail : 0;
        int first = source.In + (entry.Before.Kind is TransitionKind.Dissolve or TransitionKind.JCut ? entry.Before.Frames : 0);
        int last = source.Out - (entry.After.Kind is TransitionKind.Dissolve or TransitionKind.LCut ? entry.After.Frames : 0);

        (int copyFirst, int copyLast) = (first, first);
        if (source.Coded is { } coded && coded.Kind == shape.Kind)
        {
            copyFirst = coded.EntryFrom(first + fadeIn);
            copyLast = copyFirst < last ? coded.ClosedUpTo(last - fadeOut) : copyFirst;
        }

        if (copyLast - copyFirst < ShortestCopy)
        {
            // Nothing to copy: all that is seen by itself is made in one piece.
            (copyFirst, copyLast) = (last, last);
        }

        bool isCopied = copyLast > copyFirst;
        if (comesOutOf)
        {
            // The frames up to the copied ones are made together with the dissolve; without any, they are a piece of their own,
            // so that what is made anew when a neighbour changes stays small.
            int until = isCopied ? copyFirst : first;
            PictureUnit earlier = units[^1];
            units[^1] = earlier with { Into = new PictureUnit(source, source.In, until), Overlap = entry.Before.Frames };
        }

        int head = comesOutOf && isCopied ? copyFirst : first;
        if (isCopied)
        {
            AddMade(units, new PictureUnit(source, head, copyFirst) { FadeIn = fadeIn });
            units.Add(new PictureUnit(source, copyFirst, copyLast) { IsCopied = true });
            if (!goesInto)
            {
                AddMade(units, new PictureUnit(source, copyLast, last) { FadeOut = fadeOut });
            }
        }
        else
        {
            AddMade(units, new PictureUnit(source, head, last) { FadeIn = fadeIn, FadeOut = fadeOut });
        }

        if (goesInto)
        {
            units.Add(new PictureUnit(source, isCopied ? copyLast : last, source.Out));
        }
    }

    private static void AddMade(List<PictureUnit> units, PictureUnit unit)
    {
        if (unit.Last > unit.First)
        {
            units.Add(unit);
        }
    }
}
