namespace StoryVideo.References;

/// <summary>What a look at an image's file showed.</summary>
public enum ReferenceFileState
{
    Usable,
    Missing,
    Empty,

    /// <summary>It is there and cannot be read, or it is no regular file inside the assets folder.</summary>
    Unreadable,

    /// <summary>Neither PNG nor JPEG.</summary>
    NotAnImage,
}
