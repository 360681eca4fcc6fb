using System.Collections.Concurrent;
using StoryVideo.Providers;

namespace StoryVideo.Core.Tests.Support;

/// <summary>
/// A provider that does at every step what the test says, and otherwise makes each clip at once. It answers to the name of the
/// paid one and counts what it was asked.
/// </summary>
internal sealed class ScriptedProvider : IVideoProvider
{
    private const string Operations = "operations/";
    private const string Clips = "clips/";

    private int _count;

    public string Name { get; init; } = "gemini";

    /// <summary>Short addresses (<c>s1#2</c>) of what was submitted, in order.</summary>
    public ConcurrentQueue<string> Submissions { get; } = [];

    public ConcurrentQueue<VideoRequest> Requests { get; } = [];

    public ConcurrentQueue<string> Polls { get; } = [];

    public ConcurrentQueue<string> Downloads { get; } = [];

    public ModelAvailability Availability { get; set; } = new ModelAvailability.Available();

    /// <summary>Told the shot's short address; null goes on as usual.</summary>
    public Func<string, Task<SubmitOutcome?>> OnSubmit { get; set; } = static _ => Task.FromResult<SubmitOutcome?>(null);

    /// <inheritdoc cref="OnSubmit"/>
    public Func<string, Task<PollOutcome?>> OnPoll { get; set; } = static _ => Task.FromResult<PollOutcome?>(null);

    /// <inheritdoc cref="OnSubmit"/>
    public Func<string, Stream, Task<DownloadOutcome?>> OnDownload { get; set; } =
        static (_, _) => Task.FromResult<DownloadOutcome?>(null);

    public static ProviderError Error(string code, string? message = null) => new(code, message ?? $"It says {code}.", Charge.None);

    /// <summary>The shot's address: a caption ends with it.</summary>
    public static string ShotOf(VideoRequest request) => request.Caption[(request.Caption.LastIndexOf(' ') + 1)..];

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) => Task.FromResult(Availability);

    public string Describe(VideoRequest request) => request.Prompt;

    public async Task<SubmitOutcome> SubmitAsync(VideoRequest request, CancellationToken cancellationToken)
    {
        string shot = ShotOf(request);
        Submissions.Enqueue(shot);
        Requests.Enqueue(request);
        int number = Interlocked.Increment(ref _count);
        return await OnSubmit(shot) ?? new SubmitOutcome.Accepted($"{Operations}{shot}/{number}");
    }

    public async Task<PollOutcome> PollAsync(string operationName, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Polls.Enqueue(operationName);
        string name = operationName[Operations.Length..];
        return await OnPoll(name.Split('/')[0]) ?? new PollOutcome.Generated([new GeneratedVideo(Clips + name)]);
    }

    public async Task<DownloadOutcome> DownloadAsync(GeneratedVideo video, Stream destination, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Downloads.Enqueue(video.Uri);
        if (await OnDownload(video.Uri[Clips.Length..].Split('/')[0], destination) is { } scripted)
        {
            return scripted;
        }

        await destination.WriteAsync(TinyMp4.Of(video.Uri), cancellationToken);
        return new DownloadOutcome.Completed(destination.Length);
    }
}
