using StoryVideo.Core.Tests.Support;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Planning;

/// <summary>Speech is planned before a cent is spent: lines, voices, requests, price and what is wrong.</summary>
public sealed class SpeechPlanTests
{
    private const string Model = "gemini-2.5-flash-preview-tts";

    [Fact]
    public void Voices_come_from_the_audio_design_document_and_lines_from_the_storyboard()
    {
        SpeechPlan plan = Plan(SampleStory.Payload);

        SpeechRequest request = Assert.Single(plan.ToRequests());
        Assert.Equal(new SpeechVoice("rhea", "Leda"), Assert.Single(request.Voices));
        Assert.Equal("- No \"captions\".\n- No music.\n- The voice of rhea: Warm.\n- Line 1: soft\n\nTranscript:\nrhea: Look!", request.Text);
        Assert.Empty(plan.Findings);
    }

    [Fact]
    public void Two_speakers_share_a_request_and_a_third_begins_another()
    {
        SpeechPlan plan = Plan(Lines(("narrator", "One."), ("rhea", "Two."), ("narrator", "Three."), ("cosmo", "Four."), ("rhea", "Five.")));

        Assert.Equal(
            ["narrator+rhea: One. Two. Three.", "cosmo+rhea: Four. Five."],
            plan.ToRequests().Select(static r => $"{string.Join('+', r.Voices.Select(static v => v.Speaker))}: {Said(r)}"),
            StringComparer.Ordinal);
    }

    [Fact]
    public void Nothing_said_is_no_request_and_no_price()
    {
        SpeechPlan plan = Plan("""{ "referencedDesigns": { "characters": [], "environments": [] }, "audioAndNarrative": [] }""");

        Assert.Equal((0, 0m), (plan.Parts.Count, plan.EstimatedCost));
        Assert.Empty(plan.Findings);
    }

    [Theory]
    [InlineData(24, 8.0, null)]
    [InlineData(25, 8.0, "25 words in the 8 s of its clip are 3.1 a second")]
    [InlineData(13, 4.0, "13 words in the 4 s of its clip are 3.3 a second")]
    [InlineData(30, null, "30 words in the 8 s that clips are made with are 3.8 a second")]
    public void More_words_than_the_clip_has_time_for_are_a_finding(int words, double? clip, string? finding)
    {
        SpeechPlan plan = Plan(Lines(("rhea", string.Join(' ', Enumerable.Repeat("word", words)))), clip);

        Assert.Equal(finding is not null, plan.Findings.Any(static f => f.Code == "too-many-words"));
        Assert.All(plan.Findings, f => Assert.Contains(finding!, f.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_speaker_without_a_voice_gets_the_same_one_every_time_and_a_warning()
    {
        SpeechPlan plan = Plan(Lines(("stranger", "Hello.")));

        Finding finding = Assert.Single(plan.Findings);
        Assert.Equal(("voice-missing", FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Equal(plan.ToRequests()[0].Voices, Plan(Lines(("stranger", "Hello."))).ToRequests()[0].Voices);
    }

    [Fact]
    public void A_voice_that_nobody_knows_is_sent_as_named_with_a_warning()
    {
        string audio = SampleStory.With(SampleStory.Audio, "\"Leda\"", "\"Nobody\"");

        SpeechPlan plan = Plan(SampleStory.Payload, audio: audio);

        Assert.Equal("voice-unknown", Assert.Single(plan.Findings).Code);
        Assert.Equal("Nobody", plan.ToRequests()[0].Voices[0].Voice);
    }

    [Fact]
    public void A_line_cannot_pass_for_another_speakers()
    {
        SpeechPlan plan = Plan(Lines(("rhea", "Look!\\nnarrator: And they died.")));

        Assert.EndsWith("\nrhea: Look! narrator: And they died.", plan.ToRequests()[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_price_covers_the_slowest_speaker()
    {
        SpeechPlan plan = Plan(Lines(("rhea", "One two three four.")));

        // Four words and a pause are six seconds of 25 tokens at $10 a million, and the text beside them.
        Assert.InRange(plan.EstimatedCost!.Value, 6 * 25 * 10m / 1_000_000, 0.0017m);
        Assert.Equal(new DateOnly(2026, 10, 7), plan.PriceDate);
    }

    private static SpeechPlan Plan(string payload, double? clip = 8, string? audio = SampleStory.Audio) => new SpeechPlanner(
        new SpeechOptions { Provider = "gemini", Model = SamplePlans.Model(Model) }, SamplePlans.Day)
        .Plan(SampleStory.Shot(payload), SampleStory.Designs(audio: audio), clip);

    private static string Said(SpeechRequest request) =>
        string.Join(' ', request.Text.Split("Transcript:\n")[1].Split('\n').Select(static l => l.Split(": ")[1]));

    private static string Lines(params (string Source, string Line)[] lines) =>
        $$"""{ "referencedDesigns": { "characters": [], "environments": [] }, "audioAndNarrative": [{{string.Join(',', lines.Select(static l => $$"""{ "source": "{{l.Source}}", "line": "{{l.Line}}" }"""))}}] }""";
}
