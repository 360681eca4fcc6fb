using StoryVideo.FakeGemini.Generation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary><c>GET /v1beta/models/{id}/operations/{op}</c>.</summary>
internal sealed class OperationEndpoint(FakeGeminiOptions options, OperationStore operations)
{
    public async Task HandleAsync(Call call, string model, string operation, string baseUrl)
    {
        FakeOperation? found = operations.Find($"models/{model}/operations/{operation}");
        found?.CountPoll();
        if (await call.FaultedAsync())
        {
            return;
        }

        Answer answer = KeyCheck.Refuse(call.Request, options.Key)
            ?? (found is null ? GoogleAnswers.OperationUnknown() : State(found, options.ResultUriBase ?? baseUrl));
        await call.AnswerAsync(answer);
    }

    private Answer State(FakeOperation operation, string uriBase) =>
        new(200, operation.ToJson(operation.IsDone(options.Time.GetUtcNow()), uriBase).ToJsonString());
}
