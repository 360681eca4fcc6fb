using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>A step of a shot, told as it happens.</summary>
/// <param name="Shot">The shot.</param>
/// <param name="Stage">Where it is now.</param>
/// <param name="Note">What an operator may want to know besides: a wait, a retry.</param>
public readonly record struct ShotProgress(ShotAddress Shot, ShotStage Stage, string? Note = null);
