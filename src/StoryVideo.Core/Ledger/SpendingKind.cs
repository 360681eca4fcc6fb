namespace StoryVideo.Ledger;

/// <summary>How a take's price counts.</summary>
public enum SpendingKind
{
    Free,
    Spent,
    Reserved,
    Unknown,
}
