namespace StoryVideo.Storage;

/// <summary>A write that waits for a commit to go along with.</summary>
internal interface IPendingWrite
{
    /// <summary>A paid call waits for it.</summary>
    bool IsUrgent { get; }

    /// <summary>False where its caller has given up meanwhile.</summary>
    bool TryTake();

    /// <summary>Does the work; what it failed with is returned, and told to its caller after the commit.</summary>
    Task<Exception?> RunAsync(WriteSession session);

    /// <summary>It is committed, or nothing of it was done because it failed.</summary>
    void Complete();

    /// <summary>Nothing is committed, of this or of any other of its group.</summary>
    void Fail(Exception exception);
}
