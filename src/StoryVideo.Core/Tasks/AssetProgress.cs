using StoryVideo.Ledger;

namespace StoryVideo.Tasks;

/// <summary>A step of an asset, told as it happens.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Stage">Where it is now.</param>
/// <param name="Note">What an operator may want to know besides: a wait, a retry.</param>
public readonly record struct AssetProgress(AssetKey Asset, AssetStage Stage, string? Note = null);
