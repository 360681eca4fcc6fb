namespace StoryVideo.Tasks;

/// <summary>How far a shot is on its way.</summary>
public enum ShotStage
{
    Submitting,
    Generating,
    Downloading,
    Done,
}
