namespace StoryVideo.Ledger;

/// <summary>What a take is an attempt at.</summary>
public enum AssetKind
{
    Video,
    KeyFrame,
    ModelSheet,
    EnvironmentReference,
}
