using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Media;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Http;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>Every answer to a request for speech has one outcome, and what comes is a WAV file.</summary>
public sealed class SpeechAnswerTests : IAsyncLifetime, IDisposable
{
    private static readonly byte[] s_samples = [1, 0, 2, 0, 3, 0];

    private FakeGeminiServer _fake = null!;
    private GeminiSpeechProvider _provider = null!;
    private ManualTimeProvider _time = null!;

    public async Task InitializeAsync()
    {
        _time = new ManualTimeProvider();
        _fake = await FakeGeminiServer.StartAsync(new() { Key = GeminiSetting.Key, Time = _time });
        _provider = new GeminiSpeechProvider(new() { Endpoint = GeminiEndpoint.Parse(_fake.BaseUrl), Key = new ApiKey(GeminiSetting.Key) }, _time);
    }

    public void Dispose() => _provider.Dispose();

    public async Task DisposeAsync()
    {
        // An open connection would keep the service waiting.
        Dispose();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task Samples_get_their_header_and_one_speaker_is_sent_as_one_voice()
    {
        WavFile sound = Sound(await SpeakAsync(Request(("rhea", "Leda"))));

        FakeSpeech paid = Assert.Single(_fake.Speeches.All);
        Assert.Equal(paid.Samples, sound.Samples.ToArray());
        Assert.Equal((24_000, 1), (sound.Rate, sound.Channels));
        Assert.Equal([("", "Leda")], paid.Voices);
    }

    [Fact]
    public async Task Two_speakers_are_sent_with_a_voice_each()
    {
        Sound(await SpeakAsync(Request(("rhea", "Leda"), ("cosmo", "Puck"))));

        Assert.Equal([("rhea", "Leda"), ("cosmo", "Puck")], Assert.Single(_fake.Speeches.All).Voices);
    }

    [Theory]
    [InlineData("audio/L16;codec=pcm;rate=16000", 16_000)]
    [InlineData("audio/l16; rate=48000", 48_000)]
    [InlineData("audio/pcm", 24_000)]
    public async Task The_rate_is_that_of_the_mime_type(string mimeType, int rate) =>
        Assert.Equal(rate, Sound(await AnsweredAsync(SpeechAnswers.Of(s_samples, mimeType))).Rate);

    [Fact]
    public async Task A_whole_file_is_kept_byte_for_byte()
    {
        byte[] file = [.. new WavFile(44_100, 2, s_samples).ToBytes(), 0, 0];

        Assert.Equal(file, Assert.IsType<SubmitOutcome.Answered>(await AnsweredAsync(SpeechAnswers.Of(file, "audio/wav"))).Result.ToArray());
    }

    [Fact]
    public async Task Several_pieces_are_one_after_the_other()
    {
        byte[] both = [.. s_samples, .. s_samples];

        SubmitOutcome outcome = await AnsweredAsync(ImageAnswers.Candidate("STOP", SpeechAnswers.Sound(s_samples), SpeechAnswers.Sound(s_samples)));

        Assert.Equal(both, Sound(outcome).Samples.ToArray());
    }

    [Fact]
    public async Task An_answer_without_sound_may_pass_the_next_time() => Assert.Equal(
        "no-speech", Assert.IsType<SubmitOutcome.Empty>(await AnsweredAsync(ImageAnswers.Candidate("OTHER"))).Error.Code);

    [Theory]
    [InlineData("SAFETY")]
    [InlineData("PROHIBITED_CONTENT")]
    public async Task What_is_withheld_is_free_and_says_why(string reason)
    {
        ProviderError error = Assert.IsType<SubmitOutcome.Filtered>(await AnsweredAsync(ImageAnswers.Candidate(reason))).Error;

        Assert.Equal(("speech-withheld", Charge.None), (error.Code, error.Charge));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.IsType<SubmitOutcome.Filtered>(await AnsweredAsync(ImageAnswers.Blocked(reason)));
    }

    [Fact]
    public async Task Sound_that_cannot_be_used_may_have_been_paid()
    {
        byte[] empty = System.Text.Encoding.ASCII.GetBytes("RIFF....WAVE");
        Answer[] answers =
        [
            SpeechAnswers.Of(s_samples, "audio/mp3"),
            SpeechAnswers.Of(s_samples, "audio/L16;rate=many"),
            SpeechAnswers.Of([], SpeechAnswers.MimeType),
            SpeechAnswers.Of(empty, "audio/wav"),
            ImageAnswers.Candidate("MAX_TOKENS", SpeechAnswers.Sound(s_samples)),
            ImageAnswers.TruncatedBase64(),
            new(200, "<html>proxy</html>", "text/html"),
        ];
        foreach (Answer answer in answers)
        {
            ProviderError error = Assert.IsType<SubmitOutcome.Uncertain>(await AnsweredAsync(answer)).Error;
            Assert.Equal(("answer-unreadable", Charge.Possible), (error.Code, error.Charge));
            Assert.Contains("--write-off", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_voice_that_the_service_does_not_know_is_refused_for_nothing() => Assert.Equal(
        Charge.None, Assert.IsType<SubmitOutcome.Rejected>(await SpeakAsync(Request(("rhea", "Nobody")))).Error.Charge);

    private static SpeechRequest Request(params (string Speaker, string Voice)[] voices) => new()
    {
        Model = "gemini-2.5-flash-preview-tts",
        Text = "- Speak.\n\nTranscript:\n" + string.Join('\n', voices.Select(static v => $"{v.Speaker}: Rhéa – look!")),
        Voices = [.. voices.Select(static v => new SpeechVoice(v.Speaker, v.Voice))],
        LikelySeconds = 1,
    };

    private static WavFile Sound(SubmitOutcome outcome) =>
        WavFile.Read(Assert.IsType<SubmitOutcome.Answered>(outcome).Result, out string? problem) ?? throw new InvalidOperationException(problem);

    private Task<SubmitOutcome> AnsweredAsync(Answer answer)
    {
        _fake.Faults.Enqueue(Stage.Image, answer);
        return SpeakAsync(Request(("rhea", "Leda")));
    }

    private Task<SubmitOutcome> SpeakAsync(SpeechRequest request) =>
        _time.JumpPausesAsync(_provider.SpeakAsync(request, static () => Task.CompletedTask, CancellationToken.None));
}
