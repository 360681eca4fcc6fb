namespace StoryVideo.Ledger;

/// <summary>What a take is an attempt at.</summary>
public enum AssetKind
{
    Video,
    KeyFrame,
    ModelSheet,
    EnvironmentReference,

    /// <summary>What is said in a shot.</summary>
    Audio,

    /// <summary>What a judge says of a shot's clip.</summary>
    Check,
}
