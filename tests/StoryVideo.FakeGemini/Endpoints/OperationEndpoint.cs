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
            ?? (found is null
                ? GoogleAnswers.OperationUnknown()
                : new Answer(200, found.ToJson(found.IsDone(options.Time.GetUtcNow()), options.ResultUriBase ?? baseUrl).ToJsonString()));
        await call.AnswerAsync(answer);
    }
}
