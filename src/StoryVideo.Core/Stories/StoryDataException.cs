namespace StoryVideo.Stories;

/// <summary>A stored document cannot be read as what it should be.</summary>
public sealed class StoryDataException : Exception
{
    public StoryDataException(string message)
        : base(message)
    {
    }

    public StoryDataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
