using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini;

/// <summary>Answers to requests for a check, all of them with HTTP 200.</summary>
public static class VerdictAnswers
{
    public static Answer Of(double score, params IEnumerable<string> characters) => ImageAnswers.Candidate(
        "STOP",
        new JsonObject { ["text"] = "Looking closely.", ["thought"] = true },
        new JsonObject { ["text"] = Json(score, characters).ToJsonString() });

    /// <summary>What a judge answers that does as it is asked.</summary>
    public static JsonObject Json(double score, params IEnumerable<string> characters) => new()
    {
        ["score"] = score,
        ["characters"] = new JsonArray(
            [.. characters.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["score"] = score, ["note"] = "The coat is right." })]),
        ["environment_score"] = score,
        ["issues"] = score < 0.8 ? new JsonArray("The lamp changes its colour.") : [],
        ["fix_prompt"] = score < 0.8 ? "Keep the lamp yellow." : "",
    };
}
