using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini.Generation;

/// <summary>A generation, from its submission on.</summary>
public sealed class FakeOperation(
    Submission submission,
    DateTimeOffset readyAt,
    GenerationResult result,
    IReadOnlyList<string> fileIds)
{
    private int _polls;
    private int _downloads;

    public Submission Submission { get; } = submission;

    public DateTimeOffset ReadyAt { get; } = readyAt;

    public GenerationResult Result { get; } = result;

    public IReadOnlyList<string> FileIds { get; } = fileIds;

    /// <summary>The answer with the operation's name was written to a connection that was still open.</summary>
    public bool Answered { get; internal set; }

    public int Polls => _polls;

    public int Downloads => _downloads;

    internal bool IsDone(DateTimeOffset now) => Result is not GenerationResult.Never && now >= ReadyAt;

    internal void CountPoll() => Interlocked.Increment(ref _polls);

    internal void CountDownload() => Interlocked.Increment(ref _downloads);

    internal JsonObject ToJson(bool done, string uriBase)
    {
        JsonObject json = new() { ["name"] = Submission.Operation };
        if (!done)
        {
            return json;
        }

        json["done"] = true;
        switch (Result)
        {
            case GenerationResult.Error error:
                json["error"] = new JsonObject { ["code"] = error.Code, ["message"] = error.Message };
                break;
            case GenerationResult.Custom custom:
                json["response"] = JsonNode.Parse(custom.ResponseJson);
                break;
            default:
                json["response"] = Response(uriBase);
                break;
        }

        return json;
    }

    private JsonObject Response(string uriBase)
    {
        JsonObject response = new()
        {
            ["@type"] = "type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse",
        };
        if (Result is GenerationResult.Samples)
        {
            JsonNode?[] samples = FileIds.Select(JsonNode? (id) => Sample(uriBase, id)).ToArray();
            response["generateVideoResponse"] = new JsonObject { ["generatedSamples"] = new JsonArray(samples) };
        }
        else if (Result is GenerationResult.Filtered filtered)
        {
            JsonObject withheld = [];
            if (filtered.Count is int count)
            {
                withheld["raiMediaFilteredCount"] = count;
            }

            if (filtered.Reasons.Length > 0)
            {
                JsonNode?[] reasons = filtered.Reasons.Select(static JsonNode? (r) => JsonValue.Create(r)).ToArray();
                withheld["raiMediaFilteredReasons"] = new JsonArray(reasons);
            }

            response["generateVideoResponse"] = withheld;
        }

        return response;
    }

    private static JsonObject Sample(string uriBase, string fileId) => new JsonObject
    {
        ["video"] = new JsonObject { ["uri"] = $"{uriBase}/v1beta/files/{fileId}:download?alt=media" },
    };
}
