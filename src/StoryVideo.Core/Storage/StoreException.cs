namespace StoryVideo.Storage;

/// <summary>The database or the assets folder cannot be used as it is; the message says what to do.</summary>
public sealed class StoreException : Exception
{
    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
