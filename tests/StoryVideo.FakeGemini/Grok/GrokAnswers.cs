using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini.Grok;

/// <summary>Refusals in the words and shapes of the xAI API.</summary>
public static class GrokAnswers
{
    /// <summary><c>{"code": "…", "error": "words"}</c>.</summary>
    public static Answer Error(int status, string code, string message) =>
        new(status, new JsonObject { ["code"] = code, ["error"] = message }.ToJsonString());

    public static Answer Invalid(string message) => Error(400, "Client specified an invalid argument", message);

    public static Answer KeyMissing() => Error(401, "unauthenticated", "No credentials were provided.");

    public static Answer KeyInvalid() => Invalid(
        "Incorrect API key provided: xa***23. You can obtain an API key from https://console.x.ai.");

    public static Answer ModelUnknown(string model) => Error(
        404,
        "Some requested entity was not found",
        $"The model {model} does not exist or your team does not have access to it.");

    public static Answer RequestUnknown() => Error(404, "Some requested entity was not found", "The deferred request does not exist.");

    public static Answer TooMany() => Error(429, "Some resource has been exhausted", "Too many requests for this model.");

    public static Answer CreditsSpent() => Error(
        403, "The caller does not have permission", "Your team doesn't have any credits left. Buy some at https://console.x.ai.");

    public static Answer ContentRefused() => Error(
        403,
        "The caller does not have permission to execute the specified operation",
        "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO");

    public static Answer Unavailable() => Error(503, "The service is currently unavailable", "The model is at capacity.");
}
