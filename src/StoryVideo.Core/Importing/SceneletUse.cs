namespace StoryVideo.Importing;

/// <summary>A name by which shots call their scenelet.</summary>
internal sealed class SceneletUse(string name, int firstShot)
{
    private int _placedBy;

    public string Name { get; } = name;

    public int FirstShot { get; } = firstShot;

    /// <summary>The scenelet's place in the story, where a shot gives it.</summary>
    public int? Sequence { get; private set; }

    public JsonPath Path => StoryboardOutline.PathOf(FirstShot).Property("sceneletId");

    /// <summary>Takes a shot's word for where the scenelet stands; two shots must not differ.</summary>
    public void Place(int sequence, int shot, FindingList findings)
    {
        if (Sequence is null)
        {
            (Sequence, _placedBy) = (sequence, shot);
        }
        else if (Sequence != sequence)
        {
            findings.Add(
                StoryboardOutline.PathOf(shot).Property("sceneletSequence"),
                $"is {sequence}, but {StoryboardOutline.PathOf(_placedBy)} puts scenelet {Name} at {Sequence}");
        }
    }

    /// <summary>Takes over another name of the same scenelet.</summary>
    public void Join(SceneletUse other, FindingList findings)
    {
        if (other.Sequence is int sequence)
        {
            Place(sequence, other._placedBy, findings);
        }
    }
}
