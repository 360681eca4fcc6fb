using StoryVideo.Core.Tests.Support;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Core.Tests.Tasks;

public sealed class PaidCallGateTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly PaidCallGate _gate;

    public PaidCallGateTests() => _gate = new PaidCallGate(2, _time);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task It_lets_in_as_many_as_it_has_places_and_the_next_when_one_leaves()
    {
        await _gate.EnterAsync(CancellationToken.None);
        await _gate.EnterAsync(CancellationToken.None);
        Task third = _gate.EnterAsync(CancellationToken.None);
        Assert.False(third.IsCompleted);

        _gate.Leave();

        await third;
    }

    [Fact]
    public void It_is_open_unless_somebody_closed_it() =>
        Assert.True(_gate.WaitUntilOpenAsync(CancellationToken.None).IsCompletedSuccessfully);

    [Fact]
    public async Task Closed_it_opens_for_all_when_the_time_has_come()
    {
        _gate.CloseFor(TimeSpan.FromSeconds(30));
        Task[] waiting = [_gate.WaitUntilOpenAsync(CancellationToken.None), _gate.WaitUntilOpenAsync(CancellationToken.None)];
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.All(waiting, static w => Assert.False(w.IsCompleted));

        _time.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task The_latest_end_holds_also_for_those_who_wait_already()
    {
        _gate.CloseFor(TimeSpan.FromSeconds(60));
        Task waiting = _gate.WaitUntilOpenAsync(CancellationToken.None);
        _gate.CloseFor(TimeSpan.FromSeconds(90));
        _gate.CloseFor(TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(waiting.IsCompleted);

        await _time.JumpPausesAsync(WaitAsync(waiting));

        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(_time.Pauses));
    }

    [Fact]
    public async Task Whoever_waits_can_give_up()
    {
        using CancellationTokenSource stop = new();
        _gate.CloseFor(TimeSpan.FromHours(1));
        Task waiting = _gate.WaitUntilOpenAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<bool> WaitAsync(Task task)
    {
        await task;
        return true;
    }
}
