using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Validation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary>
/// <c>POST /v1beta/models/{id}:predictLongRunning</c> and <c>POST /v1beta/interactions</c>: the calls that cost money.
/// </summary>
internal sealed class SubmitEndpoint(FakeGeminiOptions options, OperationStore operations, FaultScript faults)
{
    /// <param name="call">The call.</param>
    /// <param name="start">Examines a body and starts what it asks for; <see cref="StartVeo"/> or <see cref="StartOmni"/>.</param>
    public Task HandleAsync(Call call, Func<byte[], (Answer? Refusal, FakeOperation? Operation)> start) =>
        HandleAsync(call, body => KeyCheck.Refuse(call.Request, options) is { } unauthorised ? (unauthorised, null) : start(body), OperationAnswers.Running);

    /// <param name="call">The call.</param>
    /// <param name="start">Looks at the key, examines a body and starts what it asks for.</param>
    /// <param name="taken">The answer to what was started.</param>
    public async Task HandleAsync(
        Call call, Func<byte[], (Answer? Refusal, FakeOperation? Operation)> start, Func<FakeOperation, Answer> taken)
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

        (Answer? refusal, FakeOperation? operation) = start(body);
        if (refusal is not null)
        {
            await call.AnswerAsync(refusal);
        }
        else if (!await call.FaultedAsync())
        {
            await call.AnswerAsync(taken(operation!));
            await call.Context.Response.CompleteAsync();
            operation!.Answered = !call.Context.RequestAborted.IsCancellationRequested;
        }
    }

    /// <summary>Veo: the model is in the address.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="id">The model.</param>
    /// <param name="name">What the operation's name begins with.</param>
    /// <param name="isVertex">Vertex AI's fields.</param>
    public (Answer? Refusal, FakeOperation? Operation) StartVeo(byte[] body, string id, string name, bool isVertex = false)
    {
        FakeModel? model = options.Models.FirstOrDefault(
            m => m.Id == id && m is { IsOmni: false, ImageReferences: null } && m.IsVertex == isVertex);
        return model is null or { IsRetired: true } ? (Missing(model, id), null)
            : RequestValidator.Refuse(model, body, isVertex, out string prompt, out double seconds, out string? bucket) is { } objection
                ? (GoogleAnswers.Invalid(objection), null)
            : Start(name, id, prompt, seconds, bucket, body);
    }

    /// <summary>Omni: the model is in the body.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="name">What the interaction's name begins with.</param>
    /// <param name="isVertex">Vertex AI's fields.</param>
    public (Answer? Refusal, FakeOperation? Operation) StartOmni(byte[] body, string name, bool isVertex = false)
    {
        if (InteractionBody.TryRead(body, isVertex, options.Models, out InteractionBody? interaction) is { } objection)
        {
            return (GoogleAnswers.InvalidInteraction(objection), null);
        }

        FakeModel? model = options.Models.FirstOrDefault(m => m.Id == interaction!.Model && m.IsOmni && m.IsVertex == isVertex);
        return model is null or { IsRetired: true }
            ? (Missing(model, interaction!.Model), null)
            : Start(name, model.Id, interaction!.Prompt, interaction.Seconds, interaction.Bucket, body);
    }

    private (Answer? Refusal, FakeOperation? Operation) Start(
        string name, string model, string prompt, double seconds, string? bucket, byte[] body) =>
        operations.TryStart(name, model, prompt, seconds, bucket, body, out FakeOperation? operation)
            ? (null, operation)
            : (GoogleAnswers.QuotaPerMinute(), null);

    private static Answer Missing(FakeModel? model, string id) =>
        model is null ? GoogleAnswers.ModelUnknown(id) : GoogleAnswers.ModelRetired(id);
}
