using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Recording;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary>One request on its way through an endpoint: the context, its record, and the fault that it meets.</summary>
internal sealed record Call(HttpContext Context, RecordedRequest Request, Fault? Fault, CancellationToken Stopping)
{
    public Task AnswerAsync(Answer answer) => answer.WriteAsync(Context);

    public async Task<byte[]> ReadBodyAsync()
    {
        HttpRequest request = Context.Request;
        if (request.ContentLength is not long length)
        {
            using MemoryStream buffer = new();
            await request.Body.CopyToAsync(buffer, Context.RequestAborted);
            return buffer.ToArray();
        }

        byte[] body = new byte[length];
        await request.Body.ReadExactlyAsync(body, Context.RequestAborted);
        return body;
    }

    public void Reset() => Context.Abort();

    /// <summary>Says nothing until the client or the server gives up.</summary>
    public async Task StaySilentAsync()
    {
        using CancellationTokenSource end =
            CancellationTokenSource.CreateLinkedTokenSource(Context.RequestAborted, Stopping);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = end.Token.Register(ended.SetResult);
        await ended.Task;
        Context.Abort();
    }

    /// <summary>
    /// True where the fault took the place of an answer. Redirects and broken transfers are the download's own.
    /// </summary>
    public async Task<bool> FaultedAsync()
    {
        switch (Fault)
        {
            case Fault.Reply reply:
                await AnswerAsync(reply.Answer);
                return true;
            case Fault.ResetBeforeBody or Fault.ResetAfterBody:
                Reset();
                return true;
            case Fault.NoAnswer:
                await StaySilentAsync();
                return true;
            case Fault.Held held:
                await held.Release.WaitAsync(Context.RequestAborted);
                return false;
            default:
                return false;
        }
    }
}
