using System.Collections.Concurrent;
using System.Text;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Support;

/// <summary>A provider of images that does what the test says, and otherwise makes each image at once.</summary>
internal sealed class ScriptedImages : IImageProvider
{
    public string Name { get; init; } = "gemini";

    /// <summary>What was asked for, in order: <c>model sheet mara</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public ConcurrentQueue<ImageRequest> Requests { get; } = [];

    /// <summary>Told what is asked for; null goes on as usual.</summary>
    public Func<string, Task<SubmitOutcome?>> OnGenerate { get; set; } = static _ => Task.FromResult<SubmitOutcome?>(null);

    /// <summary>Images of these are JPEG.</summary>
    public Func<string, bool> IsJpeg { get; set; } = static _ => false;

    public static byte[] Jpeg(string text) => [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes(text), 0xFF, 0xD9];

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) =>
        Task.FromResult<ModelAvailability>(new ModelAvailability.Available());

    public string Describe(ImageRequest request) => request.Prompt;

    public async Task<SubmitOutcome> GenerateAsync(ImageRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        string title = request.Caption.Split(" · ")[0];
        Calls.Enqueue(title);
        Requests.Enqueue(request);
        await leaving();
        string text = $"{title} {Calls.Count}";
        return await OnGenerate(title) ?? new SubmitOutcome.Answered(IsJpeg(title) ? Jpeg(text) : TinyPng.Of(text));
    }
}
