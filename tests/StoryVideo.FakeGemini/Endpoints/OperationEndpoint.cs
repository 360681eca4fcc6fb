using StoryVideo.FakeGemini.Generation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary><c>GET /v1beta/models/{id}/operations/{op}</c>, <c>GET</c> and <c>cancel</c> of <c>/v1beta/interactions/{id}</c>.</summary>
internal sealed class OperationEndpoint(FakeGeminiOptions options, OperationStore operations)
{
    /// <param name="call">The call.</param>
    /// <param name="name">The operation's whole name.</param>
    /// <param name="baseUrl">Where its results lie.</param>
    /// <param name="unknown">What is said of a name that nobody knows.</param>
    public async Task HandleAsync(Call call, string name, string baseUrl, Answer unknown)
    {
        FakeOperation? found = operations.Find(name);
        found?.CountPoll();
        if (await call.FaultedAsync())
        {
            return;
        }

        Answer answer = KeyCheck.Refuse(call.Request, options)
            ?? (found is null ? unknown : State(found, options.ResultUriBase ?? baseUrl));
        await call.AnswerAsync(answer);
    }

    public async Task CancelAsync(Call call, string name)
    {
        FakeOperation? found = operations.Find(name);
        if (found is not null && !found.IsDone(options.Time.GetUtcNow()))
        {
            found.IsCancelled = true;
        }

        await call.AnswerAsync(KeyCheck.Refuse(call.Request, options)
            ?? (found is null ? GoogleAnswers.InteractionUnknown() : OperationAnswers.Running(found)));
    }

    private Answer State(FakeOperation operation, string uriBase) => operation.IsDone(options.Time.GetUtcNow()) || operation.IsCancelled
        ? OperationAnswers.Done(operation, uriBase, options)
        : OperationAnswers.Running(operation);
}
