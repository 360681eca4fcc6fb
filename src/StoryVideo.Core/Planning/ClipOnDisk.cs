using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>The clip that a shot has.</summary>
/// <param name="Path">In the assets folder.</param>
/// <param name="FullPath">The resolved file.</param>
/// <param name="Sha256">Hash of its bytes, in lower-case hex: what a check speaks of.</param>
public sealed record ClipOnDisk(AssetPath Path, string FullPath, string Sha256);
