using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Reads a shot's storyboard for a plan.</summary>
internal static class StoredStoryboard
{
    /// <summary>Null, with a finding, where it cannot be read.</summary>
    public static Storyboard? Read(StoryShot shot, List<Finding> findings)
    {
        try
        {
            return Storyboard.Parse(shot.StoryboardPayload);
        }
        catch (StoryDataException e)
        {
            findings.Add(Finding.Error("storyboard-unreadable", $"{e.Message} Correct it and import the story again"));
            return null;
        }
    }
}
