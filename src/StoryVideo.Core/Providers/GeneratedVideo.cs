namespace StoryVideo.Providers;

/// <summary>A clip that lies ready at the provider.</summary>
/// <param name="Uri">Where it is fetched; a provider's own scheme for clips made on this machine.</param>
public sealed record GeneratedVideo(string Uri);
