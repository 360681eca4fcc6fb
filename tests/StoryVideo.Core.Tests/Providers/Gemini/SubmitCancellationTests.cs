using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>Stopping a submission never throws away an operation's name, and says whether anything had left.</summary>
public sealed class SubmitCancellationTests
{
    [Fact]
    public async Task Stopped_before_it_left_it_is_free()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        SubmitOutcome outcome = await setting.Provider.SubmitAsync(GeminiSetting.Request(), new CancellationToken(canceled: true));
        ProviderError error = Assert.IsType<SubmitOutcome.Rejected>(outcome).Error;
        Assert.Equal("cancelled-before-sending", error.Code);
        Assert.Equal(Charge.None, error.Charge);
        Assert.Empty(setting.Fake.Requests);
    }

    [Fact]
    public async Task Stopped_between_two_attempts_to_connect_it_is_free()
    {
        using CancellationTokenSource stop = new();
        using Support.UnreliableHandler handler = new(new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        await using GeminiSetting setting = await GeminiSetting.StartAsync(client: o => o with { Handler = handler });
        Task<SubmitOutcome> submission = setting.Provider.SubmitAsync(GeminiSetting.Request(), stop.Token);
        await handler.AllThrown;
        await stop.CancelAsync();
        Assert.Equal("cancelled-before-sending", Assert.IsType<SubmitOutcome.Rejected>(await submission).Error.Code);
        Assert.Empty(setting.Fake.Requests);
    }

    [Fact]
    public async Task Stopped_while_the_answer_is_on_its_way_it_still_takes_the_answer()
    {
        TaskCompletionSource release = new();
        using CancellationTokenSource stop = new();
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, new Fault.Held(release.Task));
        Task<SubmitOutcome> submission = setting.Provider.SubmitAsync(GeminiSetting.Request(), stop.Token);
        await setting.Fake.Operations.First;

        await stop.CancelAsync();
        setting.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(submission.IsCompleted);
        release.SetResult();
        Assert.Equal(
            setting.Fake.Submissions[0].Operation,
            Assert.IsType<SubmitOutcome.Accepted>(await submission).OperationName);
    }

    [Fact]
    public async Task Stopped_with_no_answer_coming_it_is_a_possible_charge_after_seven_seconds()
    {
        using CancellationTokenSource stop = new();
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Faults.Enqueue(Stage.Submit, new Fault.NoAnswer());
        Task<SubmitOutcome> submission = setting.Provider.SubmitAsync(GeminiSetting.Request(), stop.Token);
        await setting.Fake.Operations.First;

        await stop.CancelAsync();
        setting.Time.Advance(TimeSpan.FromSeconds(7));
        ProviderError error = Assert.IsType<SubmitOutcome.Uncertain>(await submission).Error;
        Assert.Equal("answer-lost", error.Code);
        Assert.Equal(Charge.Possible, error.Charge);
    }
}
