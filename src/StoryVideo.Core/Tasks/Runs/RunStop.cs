using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Runs;

/// <summary>Why a run starts no further shot. The first reason holds; what is under way goes on.</summary>
internal sealed class RunStop
{
    private Cause? _cause;

    public TakeError? Reason => Volatile.Read(ref _cause)?.Error;

    /// <summary>The provider takes nothing more: a quota, a key, a bill.</summary>
    public bool IsRefusal => Volatile.Read(ref _cause) is { IsRefusal: true };

    public void Because(TakeError error, bool isRefusal) =>
        Interlocked.CompareExchange(ref _cause, new Cause(error, isRefusal), null);

    private sealed record Cause(TakeError Error, bool IsRefusal);
}
