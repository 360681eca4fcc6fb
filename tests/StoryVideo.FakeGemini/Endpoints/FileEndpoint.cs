using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary><c>GET /v1beta/files/{id}:download?alt=media</c>, and the two places that it may redirect to.</summary>
internal sealed class FileEndpoint(FakeGeminiOptions options, OperationStore operations)
{
    public async Task HandleAsync(Call call, string fileId, string storageUrl)
    {
        if (await call.FaultedAsync())
        {
            return;
        }

        if (call.Fault is Fault.Redirect redirect)
        {
            string location = Location(redirect.Target, fileId, call.Request.Path, storageUrl);
            await call.AnswerAsync(new Answer(redirect.Status, "").With("Location", location));
            return;
        }

        // The service's own trap: a key in the query is no refusal, it is an empty video.
        Answer? refusal = call.Request.HeaderKey is null && call.Request.QueryKey is not null
            ? new Answer(200, "", "video/mp4")
            : KeyCheck.Refuse(call.Request, options);
        await (refusal is null ? ServeAsync(call, fileId) : call.AnswerAsync(refusal));
    }

    /// <summary><c>GET /v1beta/files/{id}</c>: whether it can be downloaded.</summary>
    public async Task StateAsync(Call call, string fileId)
    {
        if (await call.FaultedAsync())
        {
            return;
        }

        FakeOperation? operation = operations.FindByFile(fileId);
        bool isReady = operation is not null && options.Time.GetUtcNow() >= operation.ReadyAt + options.FileTime;
        string state = $$"""{"name":"files/{{fileId}}","mimeType":"video/mp4","state":"{{(isReady ? "ACTIVE" : "PROCESSING")}}"}""";
        await call.AnswerAsync(KeyCheck.Refuse(call.Request, options)
            ?? (operation is null ? GoogleAnswers.FileUnknown(fileId) : new Answer(200, state)));
    }

    /// <summary>Sends the clip without asking for a key, as signed storage URLs do.</summary>
    public async Task ServeAsync(Call call, string fileId)
    {
        FakeOperation? operation = operations.FindByFile(fileId);
        if (operation is null)
        {
            await call.AnswerAsync(GoogleAnswers.FileUnknown(fileId));
            return;
        }

        operation.CountDownload();
        byte[] clip = OperationAnswers.ClipOf(operation, options, call.Fault is Fault.OtherLength other ? other.Seconds : null);
        HttpResponse response = call.Context.Response;
        response.ContentType = "video/mp4";
        response.ContentLength = clip.Length;
        int piece = call.Fault is Fault.Slow ? Math.Max(1, clip.Length / 4) : 64 * 1024;
        int end = call.Fault is Fault.Truncated ? clip.Length / 2 : clip.Length;
        for (int sent = 0; sent < end; sent += piece)
        {
            if (call.Fault is Fault.Slow slow)
            {
                await Task.Delay(slow.Pause, options.Time, call.Context.RequestAborted);
            }

            ReadOnlyMemory<byte> bytes = clip.AsMemory(sent, Math.Min(piece, end - sent));
            await response.Body.WriteAsync(bytes, call.Context.RequestAborted);
            await response.Body.FlushAsync(call.Context.RequestAborted);
        }

        if (end < clip.Length)
        {
            call.Reset();
        }
    }

    internal static string Location(RedirectTarget target, string fileId, string path, string storageUrl) =>
        target switch
    {
        RedirectTarget.SameOrigin => $"/moved/{fileId}",
        RedirectTarget.OtherOrigin => $"{storageUrl}/storage/{fileId}",
        RedirectTarget.InsecureHost => $"http://storage.example/{fileId}",
        _ => $"{path}?alt=media",
    };
}
