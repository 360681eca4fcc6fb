using StoryVideo.Cutting.Pictures;

namespace StoryVideo.Cutting;

/// <summary>An entry at its place in the film.</summary>
/// <param name="Source">What it shows.</param>
/// <param name="Start">The frame of the film at which it begins to be seen or heard.</param>
/// <param name="Before">How the entry before it gives way; a cut for the first.</param>
/// <param name="After">How it gives way itself; a cut for the last.</param>
internal sealed record PlacedEntry(SourcePicture Source, int Start, CutTransition Before, CutTransition After)
{
    public int End => Start + Source.Length;
}
