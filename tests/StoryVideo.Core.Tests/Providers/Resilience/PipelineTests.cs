using Polly;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Core.Tests.Providers.Resilience;

public sealed class PipelineTests
{
    [Fact]
    public async Task A_paid_call_is_repeated_only_while_nothing_was_sent()
    {
        ManualTimeProvider time = new();
        Assert.Equal(PaidCallPipeline.Attempts, await AttemptsAsync(PaidCallPipeline.Create(time), time, () => new RequestNotSentException("x", new IOException())));
        Exception[] others = [new HttpRequestException(), new IOException(), new TimeoutException(), new OperationCanceledException(), new TransientFailureException("x") { Code = "x" }];
        foreach (Exception other in others)
        {
            Assert.Equal(1, await AttemptsAsync(PaidCallPipeline.Create(time), time, () => other));
        }
    }

    [Fact]
    public async Task A_free_call_is_repeated_with_growing_pauses()
    {
        ManualTimeProvider time = new();
        Assert.Equal(FreeCallPipeline.Attempts, await AttemptsAsync(FreeCallPipeline.Create(time), time, () => new TransientFailureException("x") { Code = "x" }));
        Assert.Equal(FreeCallPipeline.Attempts - 1, time.Pauses.Count);
        Assert.All(time.Pauses, static p => Assert.InRange(p, TimeSpan.Zero, FreeCallPipeline.LongestPause));
    }

    [Fact]
    public async Task A_free_call_waits_as_the_server_asks()
    {
        ManualTimeProvider time = new();
        await AttemptsAsync(FreeCallPipeline.Create(time), time, () => new TransientFailureException("x") { Code = "x", RetryAfter = TimeSpan.FromSeconds(30) });
        Assert.All(time.Pauses, static p => Assert.Equal(TimeSpan.FromSeconds(30), p));
    }

    [Fact]
    public async Task A_free_call_says_of_every_further_attempt_why_and_when()
    {
        ManualTimeProvider time = new();
        List<string> said = [];
        await AttemptsAsync(FreeCallPipeline.Create(time, said.Add), time, () => new TransientFailureException("it gave status 503") { Code = "x", RetryAfter = TimeSpan.FromSeconds(30) });
        Assert.Equal(Enumerable.Repeat("A free question is asked again in 30 s: it gave status 503.", FreeCallPipeline.Attempts - 1), said, StringComparer.Ordinal);
    }

    [Fact]
    public void A_limit_fires_by_its_clock_or_at_once_with_the_caller()
    {
        ManualTimeProvider time = new();
        using CallLimit byClock = new(TimeSpan.FromMinutes(1), time, CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(byClock.Token.IsCancellationRequested);

        using CallLimit byCaller = new(TimeSpan.FromMinutes(1), time, new CancellationToken(canceled: true));
        Assert.True(byCaller.Token.IsCancellationRequested);
    }

    private static async Task<int> AttemptsAsync(
        ResiliencePipeline pipeline,
        ManualTimeProvider time,
        Func<Exception> failure)
    {
        int attempts = 0;
        Task<bool> all = Record.ExceptionAsync(async () => await pipeline.ExecuteAsync(_ =>
        {
            attempts++;
            throw failure();
        })).ContinueWith(static t => t.Result is not null, TaskScheduler.Default);
        Assert.True(await time.JumpPausesAsync(all));
        return attempts;
    }
}
