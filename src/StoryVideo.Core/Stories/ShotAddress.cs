namespace StoryVideo.Stories;

/// <summary>Where a shot stands: the scenelet of its story and its 1-based place in that scenelet.</summary>
public readonly record struct ShotAddress(string StoryId, string SceneletId, int ShotIndex)
{
    /// <summary>The short form that operators read and type, <c>s1#2</c>.</summary>
    public override string ToString() => $"{SceneletId}#{ShotIndex}";
}
