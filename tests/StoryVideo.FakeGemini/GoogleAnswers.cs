using System.Text.Json;
using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini;

/// <summary>Refusals in the words and shapes of the Gemini API.</summary>
public static class GoogleAnswers
{
    private const string QuotaMessage =
        "You exceeded your current quota, please check your plan and billing details.";

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>The usual error body: <c>{"error":{"code","message","status","details"}}</c>.</summary>
    public static Answer Error(int code, string status, string message, params JsonObject[] details)
    {
        JsonObject error = new() { ["code"] = code, ["message"] = message, ["status"] = status };
        if (details.Length > 0)
        {
            error["details"] = new JsonArray(details.Select(static d => d.DeepClone()).ToArray());
        }

        return new Answer(code, new JsonObject { ["error"] = error }.ToJsonString(s_json));
    }

    public static Answer Invalid(string message) => Error(400, "INVALID_ARGUMENT", message);

    public static Answer KeyMissing() => Error(
        403,
        "PERMISSION_DENIED",
        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or "
        + "other form of API consumer identity to call this API.");

    public static Answer Unauthenticated() => Error(
        401,
        "UNAUTHENTICATED",
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication "
        + "credential.");

    public static Answer KeyInvalid() => Error(
        400,
        "INVALID_ARGUMENT",
        "API key not valid. Please pass a valid API key.",
        Detail("ErrorInfo", ("reason", "API_KEY_INVALID"), ("domain", "googleapis.com")));

    public static Answer ModelUnknown(string model) => Error(
        404,
        "NOT_FOUND",
        $"models/{model} is not found for API version v1beta, or is not supported for predictLongRunning. Call "
        + "ListModels to see the list of available models and their supported methods.");

    public static Answer ModelRetired(string model) => Error(
        404,
        "NOT_FOUND",
        $"This model models/{model} is no longer available. Please update your code to use a newer model.");

    public static Answer FileUnknown(string file) => Error(
        403,
        "PERMISSION_DENIED",
        $"You do not have permission to access the File {file} or it may not exist.");

    public static Answer OperationUnknown() => Error(404, "NOT_FOUND", "Requested entity was not found.");

    /// <summary>Interactions say what is wrong by a word and no status.</summary>
    public static Answer InvalidInteraction(string message) =>
        new(400, new JsonObject { ["error"] = new JsonObject { ["code"] = "invalid_request", ["message"] = message } }.ToJsonString(s_json));

    /// <summary>An interaction that nobody knows is a bad request, and no 404.</summary>
    public static Answer InteractionUnknown() => InvalidInteraction("Invalid interaction name.");

    /// <summary>429 for a minute's quota, with or without the time to wait.</summary>
    public static Answer QuotaPerMinute(string? retryDelay = "34s")
    {
        JsonObject quota = Violation("PredictLongRunningRequestsPerMinutePerProjectPerModel", "10");
        return retryDelay is null
            ? Error(429, "RESOURCE_EXHAUSTED", QuotaMessage, quota)
            : Error(429, "RESOURCE_EXHAUSTED", QuotaMessage, quota, Detail("RetryInfo", ("retryDelay", retryDelay)));
    }

    public static Answer QuotaPerDay() => Error(
        429,
        "RESOURCE_EXHAUSTED",
        QuotaMessage,
        Violation("PredictLongRunningRequestsPerDayPerProjectPerModel", "50"),
        Detail("RetryInfo", ("retryDelay", "12s")));

    public static Answer FreeTier() => Error(
        429,
        "RESOURCE_EXHAUSTED",
        QuotaMessage,
        Violation("PredictLongRunningRequestsPerDayPerProjectPerModel-FreeTier", "0"));

    /// <summary>429 of the rolling spend window: no details at all.</summary>
    public static Answer SpendWindow() => Error(429, "RESOURCE_EXHAUSTED", QuotaMessage);

    public static Answer PrepayDepleted() => Error(402, "FAILED_PRECONDITION", "Your prepayment credits are depleted.");

    public static Answer Unavailable() => Error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.");

    private static JsonObject Violation(string quotaId, string quotaValue)
    {
        JsonObject quota = Detail("QuotaFailure");
        quota["violations"] = new JsonArray(new JsonObject
        {
            ["quotaMetric"] = "generativelanguage.googleapis.com/predict_long_running_requests",
            ["quotaId"] = quotaId,
            ["quotaValue"] = quotaValue,
        });
        return quota;
    }

    private static JsonObject Detail(string type, params (string Name, string Value)[] fields)
    {
        JsonObject detail = new() { ["@type"] = $"type.googleapis.com/google.rpc.{type}" };
        foreach ((string name, string value) in fields)
        {
            detail[name] = value;
        }

        return detail;
    }
}
