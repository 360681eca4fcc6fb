using StoryVideo.Ledger;

namespace StoryVideo.Tasks;

/// <summary>Why a run starts no further shot. The first reason holds; what is under way goes on.</summary>
internal sealed class RunStop
{
    private TakeError? _reason;

    public TakeError? Reason => Volatile.Read(ref _reason);

    public void Because(TakeError reason) => Interlocked.CompareExchange(ref _reason, reason, null);
}
