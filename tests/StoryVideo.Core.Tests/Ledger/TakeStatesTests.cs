using StoryVideo.Ledger;

namespace StoryVideo.Core.Tests.Ledger;

public sealed class TakeStatesTests
{
    /// <summary>Every way that a take may go; all others are forbidden.</summary>
    private static readonly (TakeState From, TakeState To)[] s_allowed =
    [
        (TakeState.Submitting, TakeState.Submitted),
        (TakeState.Submitting, TakeState.Generated),
        (TakeState.Submitting, TakeState.Filtered),
        (TakeState.Submitting, TakeState.Failed),
        (TakeState.Submitting, TakeState.Unknown),
        (TakeState.Submitted, TakeState.Generated),
        (TakeState.Submitted, TakeState.Filtered),
        (TakeState.Submitted, TakeState.Failed),
        (TakeState.Submitted, TakeState.Expired),
        (TakeState.Submitted, TakeState.WrittenOff),
        (TakeState.Generated, TakeState.WrittenOff),
        (TakeState.Generated, TakeState.Generated),
        (TakeState.Generated, TakeState.Succeeded),
        (TakeState.Generated, TakeState.Failed),
        (TakeState.Generated, TakeState.Expired),
        (TakeState.Unknown, TakeState.Submitted),
        (TakeState.Unknown, TakeState.Generated),
        (TakeState.Unknown, TakeState.Failed),
        (TakeState.Unknown, TakeState.WrittenOff),
    ];

    public static TheoryData<TakeState> States => [.. Enum.GetValues<TakeState>()];

    public static TheoryData<TakeState, TakeState> Ways
    {
        get
        {
            TheoryData<TakeState, TakeState> ways = [];
            foreach (TakeState from in Enum.GetValues<TakeState>())
            {
                foreach (TakeState to in Enum.GetValues<TakeState>())
                {
                    ways.Add(from, to);
                }
            }

            return ways;
        }
    }

    /// <summary>How one comes from a new take to a state.</summary>
    public static IReadOnlyList<TakeState> PathTo(TakeState state) => state switch
    {
        TakeState.Submitting => [],
        TakeState.Submitted or TakeState.Failed or TakeState.Unknown => [state],
        TakeState.Generated or TakeState.Filtered or TakeState.Expired => [TakeState.Submitted, state],
        TakeState.WrittenOff => [TakeState.Unknown, state],
        _ => [TakeState.Submitted, TakeState.Generated, state],
    };

    public static bool IsAllowed(TakeState from, TakeState to) => s_allowed.Contains((from, to));

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_take_goes_only_the_ways_that_are_allowed(TakeState from, TakeState to)
    {
        Assert.Equal(IsAllowed(from, to), from.CanBecome(to));
        Assert.Equal(IsAllowed(from, to), TakeStates.Before(to).Contains(from));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_is_read_by_the_name_that_it_is_stored_under(TakeState state) =>
        Assert.Equal(state, TakeStates.Parse(state.Name()));

    [Theory]
    [MemberData(nameof(States))]
    public void A_take_is_live_as_long_as_it_can_still_become_a_clip_or_a_bill(TakeState state) =>
        Assert.Equal(Enum.GetValues<TakeState>().Any(to => IsAllowed(state, to)), state.IsLive());

    [Theory]
    [InlineData("")]
    [InlineData("lost")]
    [InlineData("3")]
    [InlineData("99")]
    public void What_is_no_state_is_refused(string name) => Assert.Throws<FormatException>(() => TakeStates.Parse(name));

    [Theory]
    [InlineData(TakeState.Submitting, SpendingKind.Reserved)]
    [InlineData(TakeState.Submitted, SpendingKind.Reserved)]
    [InlineData(TakeState.Generated, SpendingKind.Spent)]
    [InlineData(TakeState.Succeeded, SpendingKind.Spent)]
    [InlineData(TakeState.Expired, SpendingKind.Spent)]
    [InlineData(TakeState.WrittenOff, SpendingKind.Spent)]
    [InlineData(TakeState.Unknown, SpendingKind.Unknown)]
    [InlineData(TakeState.Filtered, SpendingKind.Free)]
    [InlineData(TakeState.Failed, SpendingKind.Free)]
    public void Every_state_counts_in_its_own_way(TakeState state, SpendingKind kind) =>
        Assert.Equal(kind, Spending.KindOf(state));
}
