using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Validation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary><c>POST /v1beta/models/{id}:generateContent</c>: the call that costs money and answers with an image, with speech or with a verdict.</summary>
internal sealed class ContentEndpoint(FakeGeminiServer server)
{
    public async Task HandleAsync(Call call, string model)
    {
        if (call.Fault is Fault.ResetBeforeBody)
        {
            call.Reset();
            return;
        }

        byte[] body = await call.ReadBodyAsync();
        call.Request.Body = server.Options.KeepBodies ? body : null;
        call = call with { Fault = call.Fault ?? server.Faults.NextFor(body) };
        if (call.Fault is Fault.Reply { StartsGeneration: false } reply)
        {
            await call.AnswerAsync(reply.Answer);
            return;
        }

        if (call.Fault is Fault.ResetBeforeBody)
        {
            call.Reset();
            return;
        }

        (Answer answer, bool isMade) = Make(call, model, body);
        if (!isMade)
        {
            await call.AnswerAsync(answer);
        }
        else if (call.Fault is Fault.Truncated)
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

    private (Answer Answer, bool IsMade) Make(Call call, string id, byte[] body)
    {
        if (KeyCheck.Refuse(call.Request, server.Options) is Answer refusal)
        {
            return (refusal, false);
        }

        FakeModel? model = server.Options.Models.FirstOrDefault(m => m.Id == id);
        return model switch
        {
            { IsRetired: true } => (GoogleAnswers.ModelRetired(id), false),
            { ImageReferences: not null } => Image(model, body),
            { IsSpeaker: true } => Speech(model, body),
            { IsJudge: true } => Verdict(model, body),
            _ => (GoogleAnswers.ModelUnknown(id), false),
        };
    }

    private (Answer Answer, bool IsMade) Image(FakeModel model, byte[] body)
    {
        if (ContentValidator.Refuse(model, body, out string prompt, out int references) is string objection)
        {
            return (GoogleAnswers.Invalid(objection), false);
        }

        FakeImage image = FakeImage.Of(model.Id, prompt, references);
        server.Images.Add(image);
        return (ImageAnswers.Of(image.Bytes, image.MimeType), true);
    }

    private (Answer Answer, bool IsMade) Speech(FakeModel model, byte[] body)
    {
        try
        {
            FakeSpeech speech = SpeechBody.Read(model.Id, body);
            server.Speeches.Add(speech);
            return (SpeechAnswers.Of(speech.Samples), true);
        }
        catch (RefusedException e)
        {
            return (GoogleAnswers.Invalid(e.Message), false);
        }
    }

    private (Answer Answer, bool IsMade) Verdict(FakeModel model, byte[] body)
    {
        try
        {
            FakeVerdict verdict = VerdictBody.Read(model.Id, body);
            server.Verdicts.Add(verdict);
            return (VerdictAnswers.Of(server.ScoreOf(server.Verdicts.All.Count), verdict.Characters), true);
        }
        catch (RefusedException e)
        {
            return (GoogleAnswers.Invalid(e.Message), false);
        }
    }
}
