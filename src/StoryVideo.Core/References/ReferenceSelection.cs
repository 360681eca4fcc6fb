using StoryVideo.Stories;

namespace StoryVideo.References;

/// <summary>The images of one shot: which go along and why, which do not and why not, and what is wrong with any of them.</summary>
/// <param name="Slots">In the order in which they are sent.</param>
/// <param name="LeftOut">In order of priority.</param>
/// <param name="Findings">What is wrong with them.</param>
public sealed record ReferenceSelection(
    IReadOnlyList<ReferenceSlot> Slots, IReadOnlyList<LeftOutReference> LeftOut, IReadOnlyList<Finding> Findings);
