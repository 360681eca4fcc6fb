namespace StoryVideo.Stories;

/// <summary>What a design describes.</summary>
public enum DesignKind
{
    Character,
    Environment,
}
