using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Providers.Gemini;

public sealed class ModelCheckTests
{
    [Fact]
    public async Task A_model_that_is_offered_is_available()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        Assert.IsType<ModelAvailability.Available>(await CheckAsync(setting, GeminiSetting.Model));
    }

    [Theory]
    [InlineData("veo-3.0-generate-001", "successor is veo-3.1-generate-preview")]
    [InlineData("veo-9", "Choose another model")]
    public async Task A_model_that_is_not_offered_is_told_at_once(string model, string says)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ProviderError error = Assert.IsType<ModelAvailability.NotOffered>(await CheckAsync(setting, model)).Error;
        Assert.Equal("model-not-found", error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Single(setting.Fake.Requests);
    }

    [Fact]
    public async Task A_refused_key_is_denied()
    {
        foreach (Answer answer in new[] { GoogleAnswers.KeyInvalid(), GoogleAnswers.KeyMissing(), GoogleAnswers.Error(401, "UNAUTHENTICATED", "x") })
        {
            await using GeminiSetting setting = await GeminiSetting.StartAsync();
            setting.Fake.Faults.Enqueue(Stage.Model, answer);
            Assert.Equal("key-refused", Assert.IsType<ModelAvailability.Denied>(await CheckAsync(setting, GeminiSetting.Model)).Error.Code);
        }
    }

    [Fact]
    public async Task A_missing_key_is_denied_without_asking()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync(client: static o => o with { Key = null });
        Assert.Equal("key-missing", Assert.IsType<ModelAvailability.Denied>(await CheckAsync(setting, GeminiSetting.Model)).Error.Code);
        Assert.Empty(setting.Fake.Requests);
    }

    [Fact]
    public async Task No_usable_answer_is_unknown()
    {
        Fault[] faults =
        [
            new Fault.Reply(GoogleAnswers.Unavailable()),
            new Fault.Reply(new Answer(404, "<html>", "text/html")),
            new Fault.Reply(new Answer(200, "<html>", "text/html")),
            new Fault.Reply(GoogleAnswers.Invalid("What?")),
            new Fault.ResetAfterBody(),
        ];
        foreach (Fault fault in faults)
        {
            await using GeminiSetting setting = await GeminiSetting.StartAsync();
            setting.Fake.Faults.Always(Stage.Model, fault);
            Assert.Equal(Charge.None, Assert.IsType<ModelAvailability.Unknown>(await CheckAsync(setting, GeminiSetting.Model)).Error.Charge);
        }
    }

    private static Task<ModelAvailability> CheckAsync(GeminiSetting setting, string model) =>
        setting.Time.JumpPausesAsync(setting.Provider.CheckModelAsync(model, CancellationToken.None));
}
