using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini;

/// <summary>Answers to <c>generateContent</c>, all of them with HTTP 200.</summary>
public static class ImageAnswers
{
    /// <summary>An image among thoughts and text, as the service sends it.</summary>
    public static Answer Of(byte[] image, string mimeType) => Candidate(
        "STOP",
        new JsonObject { ["text"] = "Considering the composition.", ["thought"] = true },
        new JsonObject { ["inlineData"] = Data([1, 2, 3], mimeType), ["thought"] = true },
        new JsonObject { ["text"] = "Here is your image." },
        Image(image, mimeType));

    public static JsonObject Image(byte[] image, string mimeType) => new() { ["inlineData"] = Data(image, mimeType) };

    public static Answer Candidate(string? finishReason, params JsonNode[] parts)
    {
        JsonObject candidate = new() { ["index"] = 0 };
        if (parts.Length > 0)
        {
            candidate["content"] = new JsonObject { ["role"] = "model", ["parts"] = new JsonArray(parts) };
        }

        if (finishReason is not null)
        {
            candidate["finishReason"] = finishReason;
        }

        return Json(new JsonObject { ["candidates"] = new JsonArray(candidate), ["usageMetadata"] = new JsonObject { ["totalTokenCount"] = 1300 } });
    }

    public static Answer Text(string text) => Candidate("STOP", new JsonObject { ["text"] = text });

    /// <summary>The prompt is blocked: no candidates at all.</summary>
    public static Answer Blocked(string reason) => Json(new JsonObject { ["promptFeedback"] = new JsonObject { ["blockReason"] = reason } });

    public static Answer NoCandidates() => Json(new JsonObject { ["candidates"] = new JsonArray() });

    /// <summary>An image whose base64 lost a piece.</summary>
    public static Answer TruncatedBase64() => Candidate(
        "STOP", new JsonObject { ["inlineData"] = new JsonObject { ["mimeType"] = "image/png", ["data"] = "iVBORw0KGgoAAAANSUhEUgA" } });

    private static JsonObject Data(byte[] image, string mimeType) =>
        new() { ["mimeType"] = mimeType, ["data"] = Convert.ToBase64String(image) };

    private static Answer Json(JsonObject body) => new(200, body.ToJsonString());
}
