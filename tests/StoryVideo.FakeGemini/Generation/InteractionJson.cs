using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini.Generation;

/// <summary>An interaction, with what was sent repeated in it as the service does.</summary>
internal static class InteractionJson
{
    public static JsonObject Of(FakeOperation operation, string status)
    {
        string name = operation.Submission.Operation;
        return new JsonObject
        {
            ["id"] = name[(name.LastIndexOf('/') + 1)..],
            ["object"] = "interaction",
            ["model"] = operation.Submission.Model,
            ["status"] = status,
        };
    }

    public static JsonObject Done(FakeOperation operation, string uriBase, FakeGeminiOptions options)
    {
        JsonObject json = Of(operation, StatusOf(operation));
        if (operation.Result is GenerationResult.Error error)
        {
            json["error"] = new JsonObject { ["code"] = WordOf(error.Code), ["message"] = error.Message };
        }
        else if (operation.Result is GenerationResult.Custom custom)
        {
            json["steps"] = JsonNode.Parse(custom.ResponseJson);
        }
        else if (!operation.IsCancelled && operation.Result is not GenerationResult.Status)
        {
            JsonArray content = [.. Content(operation, uriBase, options)];
            json["steps"] = new JsonArray(
                new JsonObject { ["type"] = "user_input", ["content"] = new JsonArray(Text(operation.Submission.Prompt)) },
                new JsonObject { ["type"] = "model_output", ["content"] = content });
        }

        return json;
    }

    private static string StatusOf(FakeOperation operation) => operation switch
    {
        { IsCancelled: true } => "cancelled",
        { Result: GenerationResult.Status status } => status.Word,
        { Result: GenerationResult.Error } => "failed",
        _ => "completed",
    };

    private static IEnumerable<JsonNode> Content(FakeOperation operation, string uriBase, FakeGeminiOptions options) => operation.Result switch
    {
        GenerationResult.Samples when operation.Submission.Bucket is not null =>
            operation.FileIds.Select((_, i) => Video("uri", OperationAnswers.InBucket(operation, i)!)),
        GenerationResult.Samples when operation.Submission.Operation.StartsWith("projects/", StringComparison.Ordinal) =>
            [Video("data", Convert.ToBase64String(OperationAnswers.ClipOf(operation, options)))],
        GenerationResult.Samples => operation.FileIds.Select(id => Video("uri", $"{uriBase}/v1beta/files/{id}")),
        GenerationResult.Inline => [Video("data", Convert.ToBase64String(OperationAnswers.ClipOf(operation, options)))],
        GenerationResult.InBucket bucket => [Video("uri", bucket.Uri)],
        GenerationResult.Filtered filtered => [Text(string.Join(' ', filtered.Reasons.DefaultIfEmpty("I can't make this video.")))],
        _ => [],
    };

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject Video(string field, string value) =>
        new() { ["type"] = "video", [field] = value, ["mime_type"] = "video/mp4" };

    private static string WordOf(int code) => code switch
    {
        3 => "invalid_request",
        8 => "resource_exhausted",
        13 => "internal",
        14 => "unavailable",
        _ => "unknown",
    };
}
