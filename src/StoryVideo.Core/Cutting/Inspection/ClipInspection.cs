using StoryVideo.Media;
using StoryVideo.Stories;

namespace StoryVideo.Cutting.Inspection;

/// <summary>What the free checks of a clip have found.</summary>
/// <param name="Info">What is in the file; null where it cannot be opened.</param>
/// <param name="Findings">An error where it is no clip that could be used; a warning for everything else.</param>
public sealed record ClipInspection(MediaInfo? Info, IReadOnlyList<Finding> Findings);
