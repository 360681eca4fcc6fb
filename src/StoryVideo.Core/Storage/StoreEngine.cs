namespace StoryVideo.Storage;

/// <summary>Which database holds stories and ledger.</summary>
public enum StoreEngine
{
    Sqlite,
    Postgres,
}
