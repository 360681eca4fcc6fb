using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini.Generation;

/// <summary>A Veo operation. The Gemini API puts clips into samples by address; Vertex AI puts them into a bucket, or
/// into the answer itself.</summary>
internal static class VeoJson
{
    public static JsonObject Of(FakeOperation operation) => new() { ["name"] = operation.Submission.Operation };

    public static JsonObject Done(FakeOperation operation, string uriBase, FakeGeminiOptions options)
    {
        JsonObject json = Of(operation);
        json["done"] = true;
        if (operation.Result is GenerationResult.Error error)
        {
            json["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
        }
        else
        {
            json["response"] = operation.Result is GenerationResult.Custom custom
                ? JsonNode.Parse(custom.ResponseJson)
                : operation.Submission.Operation.StartsWith("projects/", StringComparison.Ordinal)
                    ? AtVertex(operation, options)
                    : AtGemini(operation, uriBase);
        }

        return json;
    }

    private static JsonObject AtGemini(FakeOperation operation, string uriBase)
    {
        JsonObject response = Typed("google.ai.generativelanguage.v1beta.PredictLongRunningResponse");
        if (operation.Result is GenerationResult.Samples)
        {
            JsonNode?[] samples = [.. operation.FileIds.Select(JsonNode? (id) => new JsonObject
            {
                ["video"] = new JsonObject { ["uri"] = $"{uriBase}/v1beta/files/{id}:download?alt=media" },
            })];
            response["generateVideoResponse"] = new JsonObject { ["generatedSamples"] = new JsonArray(samples) };
        }
        else if (operation.Result is GenerationResult.Filtered filtered)
        {
            JsonObject withheld = [];
            Withhold(withheld, filtered);
            response["generateVideoResponse"] = withheld;
        }

        return response;
    }

    private static JsonObject AtVertex(FakeOperation operation, FakeGeminiOptions options)
    {
        JsonObject response = Typed("cloud.ai.large_models.vision.GenerateVideoResponse");
        switch (operation.Result)
        {
            case GenerationResult.Samples samples:
                response["raiMediaFilteredCount"] = 0;
                response["videos"] = new JsonArray([.. Enumerable.Range(0, samples.Count).Select(i => Video(operation, i, options))]);
                break;
            case GenerationResult.InBucket bucket:
                response["videos"] = new JsonArray(new JsonObject { ["gcsUri"] = bucket.Uri, ["mimeType"] = "video/mp4" });
                break;
            case GenerationResult.Filtered filtered:
                Withhold(response, filtered);
                break;
        }

        return response;
    }

    private static JsonNode? Video(FakeOperation operation, int index, FakeGeminiOptions options)
    {
        JsonObject video = new() { ["mimeType"] = "video/mp4" };
        if (OperationAnswers.InBucket(operation, index) is { } address)
        {
            video["gcsUri"] = address;
        }
        else
        {
            video["bytesBase64Encoded"] = Convert.ToBase64String(OperationAnswers.ClipOf(operation, options));
        }

        return video;
    }

    private static void Withhold(JsonObject json, GenerationResult.Filtered filtered)
    {
        if (filtered.Count is int count)
        {
            json["raiMediaFilteredCount"] = count;
        }

        if (filtered.Reasons.Length > 0)
        {
            json["raiMediaFilteredReasons"] = new JsonArray([.. filtered.Reasons.Select(static JsonNode? (r) => JsonValue.Create(r))]);
        }
    }

    private static JsonObject Typed(string type) => new() { ["@type"] = $"type.googleapis.com/{type}" };
}
