namespace StoryVideo.Storage;

/// <summary>What a database is opened for.</summary>
public enum StoreAccess
{
    /// <summary>Reads only; creates and changes nothing, not even a table.</summary>
    Read,

    /// <summary>Brings the schema up to date, then reads and writes.</summary>
    Write,
}
