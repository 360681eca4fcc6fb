using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Validation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary><c>POST /v1beta/models/{id}:generateContent</c>: the call that costs money and answers with the image.</summary>
internal sealed class ImageEndpoint(FakeGeminiOptions options, ImageStore images, FaultScript faults)
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
        if (call.Fault is Fault.Reply { StartsGeneration: false } reply)
        {
            await call.AnswerAsync(reply.Answer);
            return;
        }

        (Answer? refusal, FakeImage? image) = Make(call, model, body);
        if (refusal is not null)
        {
            await call.AnswerAsync(refusal);
            return;
        }

        images.Add(image!);
        Answer answer = ImageAnswers.Of(image!.Bytes, image.MimeType);
        if (call.Fault is Fault.Truncated)
        {
            call.Context.Response.ContentLength = answer.Body.Length;
            await call.Context.Response.WriteAsync(answer.Body[..(answer.Body.Length / 2)]);
            call.Reset();
        }
        else if (!await call.FaultedAsync())
        {
            await call.AnswerAsync(answer);
        }
    }

    private (Answer? Refusal, FakeImage? Image) Make(Call call, string id, byte[] body)
    {
        if (KeyCheck.Refuse(call.Request, options) is Answer refusal)
        {
            return (refusal, null);
        }

        FakeModel? model = options.Models.FirstOrDefault(m => m.Id == id);
        if (model is null or { IsRetired: true } or { ImageReferences: null })
        {
            return (model is { IsRetired: true } ? GoogleAnswers.ModelRetired(id) : GoogleAnswers.ModelUnknown(id), null);
        }

        return ContentValidator.Refuse(model, body, out string prompt, out int references) is string objection
            ? (GoogleAnswers.Invalid(objection), null)
            : (null, FakeImage.Of(id, prompt, references));
    }
}
