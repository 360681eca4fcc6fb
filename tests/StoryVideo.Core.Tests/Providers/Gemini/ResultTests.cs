using StoryVideo.FakeGemini.Generation;
using StoryVideo.Providers;
using StoryVideo.Providers.Google;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>"Done" has four ends, and only samples are a success.</summary>
public sealed class ResultTests
{
    private const string Audio =
        "We encountered an issue with the audio for your prompt. You have not been charged for this attempt. Please "
        + "try again.";

    [Fact]
    public async Task A_support_code_is_put_into_words()
    {
        ProviderError error = await FilteredAsync(
            1, "Veo could not generate 1 videos based on the prompt provided. You will not be charged. Support codes: 42237218, 29310472");
        Assert.Contains("video safety (support code 42237218), a celebrity's likeness (support code 29310472)", error.Message, StringComparison.Ordinal);
        Assert.Contains("not charged", error.Message, StringComparison.Ordinal);
        Assert.Contains("Support codes", error.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexplained_support_code_stands_for_itself() =>
        Assert.Contains("withheld the clip: support code 12345678", (await FilteredAsync(1, "Support codes: 12345678")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_filter_of_sound_advises_on_dialogue()
    {
        string message = (await FilteredAsync(1, Audio)).Message;
        Assert.Contains("the sound", message, StringComparison.Ordinal);
        Assert.Contains("dialogue", message, StringComparison.Ordinal);
        Assert.Contains(Audio, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task A_count_without_reasons_is_filtered_all_the_same(int count) =>
        Assert.Contains("no reason given", (await FilteredAsync(count)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Reasons_without_a_count_are_filtered() => await FilteredAsync(null, Audio);

    [Fact]
    public async Task Reasons_with_a_count_of_0_are_filtered() => await FilteredAsync(0, Audio);

    [Theory]
    [InlineData(3, "invalid-request", "Change the request")]
    [InlineData(8, "resources-exhausted", "later")]
    [InlineData(13, "provider-internal", "resume")]
    [InlineData(14, "provider-unavailable", "later")]
    [InlineData(99, "operation-failed", "code 99")]
    public async Task An_error_of_the_operation_is_told_in_words(int code, string word, string says)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Failed>(await setting.ResultAsync(new GenerationResult.Error(code, "Details."))).Error;
        Assert.Equal(word, error.Code);
        Assert.Equal(Charge.None, error.Charge);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains("\"Details.\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"generateVideoResponse":{}}""")]
    [InlineData("""{"generateVideoResponse":{"generatedSamples":[]}}""")]
    [InlineData("""{"generateVideoResponse":{"generatedSamples":[{}]}}""")]
    [InlineData("""{"generateVideoResponse":{"generatedSamples":[null,{"video":{"uri":""}}]}}""")]
    public async Task Done_with_nothing_is_no_success_and_keeps_the_raw_answer(string response)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Failed>(await setting.ResultAsync(new GenerationResult.Custom(response))).Error;
        Assert.Equal("done-with-nothing", error.Code);
        Assert.Equal(Charge.Possible, error.Charge);
        Assert.Contains("\"done\":true", error.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_generation_that_never_ends_runs()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        setting.Fake.Operations.EndWith(new GenerationResult.Never());
        string operation = await setting.AcceptedAsync();
        setting.Time.Advance(TimeSpan.FromDays(1));
        Assert.IsType<PollOutcome.Running>(await setting.PollAsync(operation));
    }

    [Fact]
    public async Task A_sample_beside_a_withheld_one_is_a_success()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        PollOutcome outcome = await setting.ResultAsync(new GenerationResult.Custom(
            """{"generateVideoResponse":{"generatedSamples":[{"video":{"uri":"https://a/b"}}],"raiMediaFilteredCount":1}}"""));
        Assert.Equal("https://a/b", Assert.Single(Assert.IsType<PollOutcome.Generated>(outcome).Videos).Uri);
    }

    [Fact]
    public async Task Control_characters_of_the_service_reach_no_terminal()
    {
        ProviderError error = await FilteredAsync(1, "\u001b[2Jgone\u0007 Support codes: 62263041");
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void Every_documented_support_code_has_words()
    {
        string codes = "58061214 17301594 29310472 15236754 64151117 42237218 62263041 57734940 22137204 74803281 29578790 42876398 89371032 "
            + "49114662 63429089 72817394 60599140 35561574 35561575 90789179 43188360 78610348 61493863 56562880 32635315";
        Assert.All(SupportCodes.Explain([codes]), static words => Assert.Contains("(support code ", words, StringComparison.Ordinal));
        Assert.Equal(25, SupportCodes.Explain([codes]).Count);
    }

    private static async Task<ProviderError> FilteredAsync(int? count, params string[] reasons)
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ProviderError error = Assert.IsType<PollOutcome.Filtered>(await setting.ResultAsync(new GenerationResult.Filtered(count, reasons))).Error;
        Assert.Equal("filtered", error.Code);
        Assert.Equal(Charge.None, error.Charge);
        return error;
    }
}
