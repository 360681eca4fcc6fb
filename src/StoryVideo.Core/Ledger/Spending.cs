namespace StoryVideo.Ledger;

/// <summary>What takes have cost, in US dollars.</summary>
/// <param name="Spent">Succeeded, generated and written-off takes.</param>
/// <param name="Reserved">Takes on their way.</param>
/// <param name="Unknown">Takes whose answer was lost.</param>
public sealed record Spending(decimal Spent, decimal Reserved, decimal Unknown)
{
    /// <summary>What counts against a cap.</summary>
    public decimal Committed => Spent + Reserved + Unknown;

    /// <summary>Which of the three a take's price belongs to.</summary>
    /// <param name="state">Where the take stands.</param>
    /// <param name="isBilled">The provider has said what it charged: it is spent, whatever came of it.</param>
    public static SpendingKind KindOf(TakeState state, bool isBilled = false) => isBilled ? SpendingKind.Spent : state switch
    {
        TakeState.Succeeded or TakeState.Generated or TakeState.Expired or TakeState.WrittenOff => SpendingKind.Spent,
        TakeState.Submitting or TakeState.Submitted => SpendingKind.Reserved,
        TakeState.Unknown => SpendingKind.Unknown,
        _ => SpendingKind.Free,
    };
}
