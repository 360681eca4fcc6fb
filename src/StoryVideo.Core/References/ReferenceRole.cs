namespace StoryVideo.References;

/// <summary>What a reference image shows; also its priority, first come first.</summary>
public enum ReferenceRole
{
    /// <summary>The model sheet of a character.</summary>
    Character,

    /// <summary>The reference image of an environment.</summary>
    Environment,

    /// <summary>The still of the shot itself.</summary>
    KeyFrame,
}
