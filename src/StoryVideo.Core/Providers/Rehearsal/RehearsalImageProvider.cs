using StoryVideo.Media;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// The free provider of images: stand-ins that say what they stand for, in the colours of the story, drawn on this machine.
/// </summary>
/// <param name="ffmpeg">What draws; null on a machine without it, where every image is the same plain card.</param>
/// <param name="notice">Told once what an operator should know: no ffmpeg, no fonts. Called from any thread.</param>
public sealed class RehearsalImageProvider(Ffmpeg? ffmpeg, Action<string>? notice = null) : IImageProvider
{
    private readonly RehearsalNotices _notices = new(notice);

    public string Name => RehearsalVideoProvider.ProviderName;

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) =>
        Task.FromResult<ModelAvailability>(new ModelAvailability.Available());

    public string Describe(ImageRequest request) =>
        ImageSpec.Of(request, out string? problem) is { } spec
            ? $"rehearsal on this machine: {spec.Size.Width}x{spec.Size.Height}, a card with {spec.Colours.Count} colours\n"
                + CommandText.Of("ffmpeg", ImageArguments.Of(spec, withText: true))
            : $"rehearsal on this machine: cannot be drawn, because {problem}";

    public async Task<SubmitOutcome> GenerateAsync(
        ImageRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        if (ImageSpec.Of(request, out string? problem) is not { } spec)
        {
            return new SubmitOutcome.Rejected(Error("invalid-request", $"This image cannot be rehearsed: {problem}."));
        }

        await leaving();
        if (ffmpeg is null)
        {
            _notices.StubUsed();
            return new SubmitOutcome.Answered(StubImage.Bytes());
        }

        try
        {
            (FfmpegRun run, byte[] image) = await new ImageRenderer(ffmpeg, _notices).RenderAsync(spec, cancellationToken);
            return run.Succeeded
                ? new SubmitOutcome.Answered(image)
                : new SubmitOutcome.Rejected(Error("rendering-failed", $"ffmpeg could not draw it (exit code {run.ExitCode})."));
        }
        catch (OperationCanceledException)
        {
            return new SubmitOutcome.Rejected(Error("cancelled-before-sending", "Stopped before it was drawn. It cost nothing."), MayPass: true);
        }
    }

    private static ProviderError Error(string code, string message) => new(code, message, Charge.None);
}
