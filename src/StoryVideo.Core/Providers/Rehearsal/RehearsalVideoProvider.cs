using StoryVideo.Media;
using StoryVideo.Stories;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// The free provider: it answers like a remote service and renders on this machine. Nothing is kept between the calls;
/// the operation name holds all that a clip needs, so another process can finish it after a crash.
/// </summary>
/// <param name="resolve">The full path of a file in the assets folder; null where there is none.</param>
/// <param name="ffmpeg">What renders; null on a machine without it, where every clip is the stub.</param>
/// <param name="notice">Told once what an operator should know: no ffmpeg, no fonts. Called from any thread.</param>
public sealed class RehearsalVideoProvider(
    Func<AssetPath, string?> resolve,
    Ffmpeg? ffmpeg,
    Action<string>? notice = null) : IVideoProvider
{
    /// <summary>As written in the catalog and in the ledger.</summary>
    public const string ProviderName = "rehearsal";

    private const string OperationPrefix = ProviderName + "/";
    private const string UriPrefix = ProviderName + ":";

    private readonly RehearsalNotices _notices = new(notice);

    public string Name => ProviderName;

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) =>
        Task.FromResult<ModelAvailability>(new ModelAvailability.Available());

    public string Describe(VideoRequest request)
    {
        RehearsalSpec? spec = RehearsalSpec.Of(request, out string? problem);
        if (spec is null)
        {
            return $"rehearsal on this machine: cannot be rendered, because {problem}";
        }

        StillFile? still = spec.Still is null ? null : Open(spec.Still) ?? new StillFile(spec.Still.Value, "png_pipe");
        return $"rehearsal on this machine: {spec.Format}, {spec.Move}, of {spec.Still?.Value ?? "a plain card"}\n"
            + CommandText.Of("ffmpeg", ClipArguments.Of(spec, still, withText: true));
    }

    public Task<SubmitOutcome> SubmitAsync(VideoRequest request, CancellationToken cancellationToken)
    {
        RehearsalSpec? spec = RehearsalSpec.Of(request, out string? problem);
        return Task.FromResult<SubmitOutcome>(spec is null
            ? new SubmitOutcome.Rejected(Error("invalid-request", $"This shot cannot be rehearsed: {problem}."))
            : new SubmitOutcome.Accepted(OperationPrefix + RehearsalToken.Write(spec)));
    }

    public Task<PollOutcome> PollAsync(string operationName, CancellationToken cancellationToken)
    {
        return Task.FromResult<PollOutcome>(Read(operationName, OperationPrefix, out string? problem) is null
            ? new PollOutcome.Gone(Error("operation-unknown", $"No rehearsal has this operation name: {problem}."))
            : new PollOutcome.Generated([new GeneratedVideo(UriPrefix + operationName[OperationPrefix.Length..])]));
    }

    public async Task<DownloadOutcome> DownloadAsync(
        GeneratedVideo video,
        Stream destination,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RehearsalSpec? spec = Read(video.Uri, UriPrefix, out string? problem);
        if (spec is null)
        {
            return new DownloadOutcome.Refused(Error("clip-unknown", $"No rehearsal has this clip: {problem}."));
        }

        if (ffmpeg is null)
        {
            _notices.StubUsed();
            await StubClip.CopyToAsync(destination, cancellationToken);
            return new DownloadOutcome.Completed(destination.Length);
        }

        StillFile? still = spec.Still is null ? null : Open(spec.Still);
        if (spec.Still is not null && still is null)
        {
            return Interrupted(
                "still-unusable",
                $"The still {spec.Still} is missing from the assets folder, or is no PNG, JPEG or WebP.");
        }

        ClipRenderer renderer = new(ffmpeg, _notices);
        FfmpegRun run = await renderer.RenderAsync(spec, still, destination, cancellationToken);
        return run.Succeeded
            ? new DownloadOutcome.Completed(destination.Length)
            : Interrupted("rendering-failed", $"ffmpeg could not render it (exit code {run.ExitCode}).", run.ErrorTail);
    }

    private StillFile? Open(AssetPath still) =>
        resolve(still) is { } path && File.Exists(path) ? StillFile.Open(path) : null;

    private static RehearsalSpec? Read(string name, string prefix, out string? problem)
    {
        problem = "it was not made by a rehearsal";
        return name.StartsWith(prefix, StringComparison.Ordinal)
            ? RehearsalToken.Read(name.AsSpan(prefix.Length), out problem)
            : null;
    }

    private static DownloadOutcome.Interrupted Interrupted(string code, string message, string? raw = null) =>
        new(Error(code, message, raw));

    private static ProviderError Error(string code, string message, string? raw = null) =>
        new(code, raw is null ? message : $"{message} {LastLine(raw)}".TrimEnd(), Charge.None, Raw: raw);

    private static string LastLine(string text) => text[(text.LastIndexOf('\n') + 1)..].Trim();
}
