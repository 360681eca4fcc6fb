using StoryVideo.Stories;

namespace StoryVideo.Importing;

/// <summary>A file that comes with a story bundle.</summary>
/// <param name="Path">Where it belongs inside the assets folder.</param>
/// <param name="FullPath">Where it lies now.</param>
/// <param name="Length">In bytes, above 0.</param>
public sealed record BundleFile(AssetPath Path, string FullPath, long Length);
