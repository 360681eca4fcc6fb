using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using StoryVideo.FakeGemini.Endpoints;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;

namespace StoryVideo.FakeGemini.Grok;

/// <summary>
/// The xAI API's videos: <c>POST /v1/videos/generations</c> and <c>/edits</c>, <c>GET /v1/videos/{id}</c>,
/// <c>GET /v1/video-generation-models/{id}</c>. Clips lie on the storage port, which wants no key.
/// </summary>
internal sealed class GrokEndpoints(FakeGeminiOptions options, OperationStore operations, SubmitEndpoint submissions, FileEndpoint files)
{
    private const decimal TicksPerDollar = 10_000_000_000m;

    private readonly ConcurrentDictionary<string, decimal> _charges = new(StringComparer.Ordinal);

    public Task SubmitAsync(Call call, bool isEdit) => submissions.HandleAsync(
        call,
        body => Start(call, body, isEdit),
        static operation => new Answer(200, new JsonObject { ["request_id"] = operation.Submission.Operation }.ToJsonString()));

    public async Task PollAsync(Call call, string id, string storageUrl)
    {
        FakeOperation? found = operations.Find(id);
        found?.CountPoll();
        if (!await call.FaultedAsync())
        {
            await call.AnswerAsync(RefuseKey(call) ?? (found is null ? GrokAnswers.RequestUnknown() : State(found, storageUrl)));
        }
    }

    public async Task ModelAsync(Call call, string id)
    {
        if (!await call.FaultedAsync())
        {
            await call.AnswerAsync(RefuseKey(call) ?? (options.GrokModels.Any(m => m.Id == id)
                ? new Answer(200, new JsonObject { ["id"] = id, ["input_modalities"] = new JsonArray("text", "image"), ["version"] = "1.0" }.ToJsonString())
                : GrokAnswers.ModelUnknown(id)));
        }
    }

    public async Task ClipAsync(Call call, string file, string storageUrl)
    {
        if (await call.FaultedAsync())
        {
            return;
        }

        if (call.Fault is Fault.Redirect redirect)
        {
            string location = FileEndpoint.Location(redirect.Target, file, call.Request.Path, storageUrl);
            await call.AnswerAsync(new Answer(redirect.Status, "").With("Location", location));
            return;
        }

        await files.ServeAsync(call, file);
    }

    private (Answer? Refusal, FakeOperation? Operation) Start(Call call, byte[] body, bool isEdit)
    {
        if (RefuseKey(call) is { } keyless)
        {
            return (keyless, null);
        }

        (GrokRequest? request, Answer? refusal) = GrokBody.Read(body, isEdit, options.GrokModels);
        if (request is null)
        {
            return (refusal, null);
        }

        // A request id is all the name that a request has.
        if (!operations.TryStart(
                "", request.Model, request.Prompt, request.Seconds, bucket: null, body, out FakeOperation? operation))
        {
            return (GrokAnswers.TooMany(), null);
        }

        _charges[operation.Submission.Operation] = request.Usd + options.GrokSurchargeUsd;
        return (null, operation);
    }

    private Answer? RefuseKey(Call call) => call.Request.Bearer switch
    {
        null or "" => GrokAnswers.KeyMissing(),
        string key when key != options.Key => GrokAnswers.KeyInvalid(),
        _ => null,
    };

    private Answer State(FakeOperation operation, string storageUrl)
    {
        if (!operation.IsDone(options.Time.GetUtcNow()))
        {
            // Sometimes with a body, as often without.
            return operation.Polls % 2 == 1 ? new Answer(202, "") : new Answer(202, """{"status":"pending","progress":40}""");
        }

        JsonObject answer = new() { ["status"] = "done", ["model"] = operation.Submission.Model, ["progress"] = 100 };
        switch (operation.Result)
        {
            case GenerationResult.Samples:
                answer["video"] = new JsonObject
                {
                    ["url"] = $"{options.ResultUriBase ?? storageUrl}/clips/{operation.FileIds[0]}",
                    ["duration"] = operation.Submission.Seconds,
                    ["respect_moderation"] = true,
                };
                break;
            case GenerationResult.Filtered:
                answer["video"] = new JsonObject { ["duration"] = operation.Submission.Seconds, ["respect_moderation"] = false };
                break;
            case GenerationResult.Error error:
                return new Answer(200, new JsonObject
                {
                    ["status"] = "failed",
                    ["error"] = new JsonObject { ["code"] = error.Code == 3 ? "invalid_argument" : "internal_error", ["message"] = error.Message },
                }.ToJsonString());
            case GenerationResult.Status status:
                return new Answer(200, new JsonObject { ["status"] = status.Word }.ToJsonString());
            case GenerationResult.Custom custom:
                return new Answer(200, custom.ResponseJson);
        }

        if (operation.Result is not GenerationResult.Nothing && _charges.TryGetValue(operation.Submission.Operation, out decimal usd))
        {
            answer["usage"] = new JsonObject { ["cost_in_usd_ticks"] = (long)(usd * TicksPerDollar) };
        }

        return new Answer(200, answer.ToJsonString());
    }
}
