using StoryVideo.Cutting.Pictures;

namespace StoryVideo.Cutting;

/// <summary>What would be made of a cut list: looked at and reckoned, nothing written.</summary>
public sealed class FilmPlan
{
    internal FilmPlan(CutList list, FilmShape shape, FilmLayout layout, SourceFiles files)
    {
        List = list;
        Shape = shape;
        Layout = layout;
        Files = files;

        // An array, as scripts index it (Stories.Indexed).
        Entries = layout.Entries.Select(p => new PlannedEntry
        {
            Entry = p.Source.Entry with { Out = p.Source.Out, ToNext = p.After },
            StartFrame = p.Start,
            FrameCount = p.Source.Length,
            WhyConformed = p.Source.Entry.Role != ClipRole.Clip ? null
                : p.Source.WhyConformed ?? (p.Source.Coded?.Kind == shape.Kind ? null : "it is coded otherwise than most clips"),
            HasOwnSound = p.Source.HasSound,
        })
        .ToArray();
    }

    public IReadOnlyList<PlannedEntry> Entries { get; }

    /// <summary>What is done otherwise than asked, in sentences.</summary>
    public IReadOnlyList<string> Notes => Layout.Notes;

    /// <summary>In pixels.</summary>
    public int Width => Shape.Width;

    /// <inheritdoc cref="Width"/>
    public int Height => Shape.Height;

    public int FrameCount => Layout.FrameCount;

    public double Seconds => (double)FrameCount / CutList.Rate;

    /// <summary>Frames that go in as they are coded.</summary>
    public int CopiedFrames => Layout.Units.Where(static u => u.IsCopied).Sum(static u => u.FrameCount);

    internal CutList List { get; }

    internal FilmShape Shape { get; }

    internal FilmLayout Layout { get; }

    internal SourceFiles Files { get; }
}
