using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Validation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary><c>POST /v1beta/models/{id}:predictLongRunning</c>: the call that costs money.</summary>
internal sealed class SubmitEndpoint(FakeGeminiOptions options, OperationStore operations, FaultScript faults)
{
    public async Task HandleAsync(Call call, string model)
    {
        if (call.Fault is Fault.ResetBeforeBody)
        {
            call.Reset();
            return;
        }

        byte[] body = await call.ReadBodyAsync();
        call.Request.Body = options.KeepBodies ? body : null;
        call = call with { Fault = call.Fault ?? faults.NextFor(body) };
        if (call.Fault is Fault.ResetBeforeBody)
        {
            call.Reset();
            return;
        }

        if (call.Fault is Fault.Reply { StartsGeneration: false } reply)
        {
            await call.AnswerAsync(reply.Answer);
            return;
        }

        (Answer? refusal, FakeOperation? operation) = Start(call, model, body);
        if (refusal is not null)
        {
            await call.AnswerAsync(refusal);
        }
        else if (!await call.FaultedAsync())
        {
            await call.AnswerAsync(new Answer(200, operation!.ToJson(done: false, "").ToJsonString()));
            await call.Context.Response.CompleteAsync();
            operation.Answered = !call.Context.RequestAborted.IsCancellationRequested;
        }
    }

    private (Answer? Refusal, FakeOperation? Operation) Start(Call call, string id, byte[] body)
    {
        if (KeyCheck.Refuse(call.Request, options.Key) is Answer refusal)
        {
            return (refusal, null);
        }

        FakeModel? model = options.Models.FirstOrDefault(m => m.Id == id);
        if (model is null or { IsRetired: true } or { ImageReferences: not null })
        {
            return (model is { IsRetired: true } ? GoogleAnswers.ModelRetired(id) : GoogleAnswers.ModelUnknown(id), null);
        }

        if (RequestValidator.Refuse(model, body, out string prompt, out double seconds) is string objection)
        {
            return (GoogleAnswers.Invalid(objection), null);
        }

        return operations.TryStart(id, prompt, seconds, body, out FakeOperation? operation)
            ? (null, operation)
            : (GoogleAnswers.QuotaPerMinute(), null);
    }
}
