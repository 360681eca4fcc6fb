namespace StoryVideo.Tasks;

/// <summary>How far an asset is on its way.</summary>
public enum AssetStage
{
    Submitting,
    Generating,
    Downloading,
    Done,
}
