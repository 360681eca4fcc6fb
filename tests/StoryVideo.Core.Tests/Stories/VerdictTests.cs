using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Stories;

/// <summary>A judge may answer anything; only a whole verdict is one.</summary>
public sealed class VerdictTests
{
    private const string Good =
        """{ "score": 0.62, "characters": [ { "id": "rhea", "score": 0.5, "note": "Blue coat." }, { "id": "stranger", "score": 1, "note": "" } ], "environment_score": 0.9, "issues": ["The coat is blue.", ""], "fix_prompt": "Make the coat red." }""";

    [Fact]
    public void A_whole_verdict_is_read_and_strangers_are_passed_over()
    {
        Verdict verdict = Verdict.Read(Good, ["rhea"], out string? problem)!;

        Assert.Null(problem);
        Assert.Equal((0.62, 0.9, "Make the coat red."), (verdict.Score, verdict.EnvironmentScore, verdict.FixPrompt));
        Assert.Equal(new CharacterScore("rhea", 0.5, "Blue coat."), Assert.Single(verdict.Characters));
        Assert.Equal("The coat is blue.", Assert.Single(verdict.Issues));
        Assert.Equal(verdict.ToJson(), Verdict.Read(verdict.ToJson(), ["rhea"], out _)!.ToJson());
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("{ \"score\": 0.6", "it is no JSON, or was cut off")]
    [InlineData("[]", "it has no score between 0 and 1")]
    [InlineData("{ \"score\": \"0.6\" }", "it has no score between 0 and 1")]
    [InlineData("{ \"score\": 62 }", "it has no score between 0 and 1")]
    [InlineData("{ \"score\": 0.6 }", "it has no score of rhea")]
    [InlineData("{ \"score\": 0.6, \"characters\": [{ \"id\": \"rhea\", \"score\": null }] }", "it has no score of rhea")]
    [InlineData("{ \"score\": 0.6, \"characters\": [{ \"id\": \"rhea\", \"score\": 1 }], \"issues\": \"none\" }", "its issues are no list of sentences")]
    [InlineData("{ \"score\": 0.6, \"characters\": [{ \"id\": \"rhea\", \"score\": 1 }], \"issues\": [1] }", "its issues are no list of sentences")]
    [InlineData("{ \"score\": 0.6, \"characters\": [{ \"id\": \"rhea\", \"score\": 1 }], \"issues\": [], \"fix_prompt\": {} }", "its fix prompt is no text")]
    public void Anything_else_is_no_verdict_and_says_why(string answer, string why)
    {
        Assert.Null(Verdict.Read(answer, ["rhea"], out string? problem));
        Assert.Equal(why, problem);
    }

    [Fact]
    public void What_would_drive_a_terminal_or_fill_a_prompt_is_taken_out()
    {
        string answer = $$"""{ "score": 1, "characters": [], "issues": ["a\u001b[2Jb"], "fix_prompt": "{{new string('x', 9000)}}" }""";

        Verdict verdict = Verdict.Read(answer, [], out _)!;

        Assert.Equal("a [2Jb", Assert.Single(verdict.Issues));
        Assert.Equal(2000, verdict.FixPrompt.Length);
    }
}
