namespace StoryVideo.Cutting;

/// <summary>What an entry of a cut list shows.</summary>
public enum ClipRole
{
    /// <summary>A clip.</summary>
    Clip,

    /// <summary>A still in place of a clip that is missing, with words on it.</summary>
    Still,

    /// <summary>White words on black.</summary>
    Card,
}
