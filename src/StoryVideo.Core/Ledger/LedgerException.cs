namespace StoryVideo.Ledger;

/// <summary>A take was asked to do what its state does not allow; somebody else has moved it meanwhile.</summary>
public sealed class LedgerException : Exception
{
    public LedgerException(string takeId, string message)
        : base(message) => TakeId = takeId;

    public string TakeId { get; }
}
