using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>What a runspace was connected to.</summary>
/// <param name="Settings">Database and folders.</param>
/// <param name="Secret">Where the provider's key is kept; null for the environment's.</param>
internal sealed record StoreConnection(StudioSettings Settings, SecretAddress? Secret);
