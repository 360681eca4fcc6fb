using System.Collections.Frozen;

namespace StoryVideo.Ledger;

/// <summary>The rules of a take's life.</summary>
public static class TakeStates
{
    private static readonly FrozenDictionary<TakeState, TakeState[]> s_next = new Dictionary<TakeState, TakeState[]>
    {
        // A call whose answer carries the result has no time between to be submitted in.
        [TakeState.Submitting] =
            [TakeState.Submitted, TakeState.Generated, TakeState.Filtered, TakeState.Failed, TakeState.Unknown],
        [TakeState.Submitted] =
            [TakeState.Generated, TakeState.Filtered, TakeState.Failed, TakeState.Expired, TakeState.WrittenOff],
        [TakeState.Generated] =
            [TakeState.Generated, TakeState.Succeeded, TakeState.Failed, TakeState.Expired, TakeState.WrittenOff],
        [TakeState.Unknown] = [TakeState.Submitted, TakeState.Generated, TakeState.Failed, TakeState.WrittenOff],
        [TakeState.Succeeded] = [],
        [TakeState.Filtered] = [],
        [TakeState.Failed] = [],
        [TakeState.Expired] = [],
        [TakeState.WrittenOff] = [],
    }.ToFrozenDictionary();

    /// <summary>States in which a take keeps others of its asset from starting.</summary>
    public static IReadOnlyList<TakeState> Live { get; } =
        [TakeState.Submitting, TakeState.Submitted, TakeState.Generated, TakeState.Unknown];

    /// <summary>Whether a take in this state may go to that one.</summary>
    public static bool CanBecome(this TakeState from, TakeState to) => Array.IndexOf(s_next[from], to) >= 0;

    /// <summary>The states from which a take may come here.</summary>
    public static IReadOnlyList<TakeState> Before(TakeState to) =>
        [.. s_next.Where(n => Array.IndexOf(n.Value, to) >= 0).Select(static n => n.Key)];

    /// <summary>Whether the take keeps others of its asset from starting.</summary>
    public static bool IsLive(this TakeState state) => Live.Contains(state);

    /// <summary>As stored and shown: <c>written-off</c>.</summary>
    public static string Name(this TakeState state) =>
        state == TakeState.WrittenOff ? "written-off" : state.ToString().ToLowerInvariant();

    /// <exception cref="FormatException">No state has this name.</exception>
    public static TakeState Parse(string name) =>
        Enum.GetValues<TakeState>()
            .Where(state => string.Equals(state.Name(), name, StringComparison.OrdinalIgnoreCase))
            .Select(static state => (TakeState?)state)
            .FirstOrDefault()
        ?? throw new FormatException($"'{name}' is not the state of a take.");
}
