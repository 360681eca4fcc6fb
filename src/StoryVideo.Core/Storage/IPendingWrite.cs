namespace StoryVideo.Storage;

/// <summary>A write that waits for a commit to go along with.</summary>
internal interface IPendingWrite
{
    /// <summary>False where its caller has given up meanwhile.</summary>
    bool TryTake();

    /// <summary>False where the work failed, which its caller is told at once, whatever becomes of the others.</summary>
    Task<bool> TryRunAsync(WriteSession session);

    /// <summary>It is committed.</summary>
    void Complete();

    /// <summary>The commit failed, for this and all others of its group.</summary>
    void Fail(Exception exception);
}
