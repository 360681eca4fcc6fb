namespace StoryVideo.Tasks;

/// <summary>How a thing that StoryVideo needs is.</summary>
public enum SetupState
{
    Ok,

    /// <summary>Works without, with less.</summary>
    Optional,

    /// <summary>Stands in the way.</summary>
    Missing,
}
