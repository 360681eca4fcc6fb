using System.Globalization;
using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Runs;

/// <summary>Makes clips: a call starts an operation, which is polled, and whose clip is fetched.</summary>
internal sealed class VideoMaker(IVideoProvider provider, SendableImages images) : IAssetMaker
{
    /// <summary>Encoders round to frames and sound to packets; more than this is another clip than was asked for.</summary>
    private const double LengthTolerance = 0.5;

    public IModelService Service => provider;

    public IVideoProvider Operations => provider;

    public string Noun => "clip";

    public Task<PreparedCall> PrepareAsync(AssetPlan plan, CancellationToken stop)
    {
        ShotPlan shot = (ShotPlan)plan;
        if (shot is { EditOf: { } clip, Correction: { } correction } && provider is IVideoEditor editor && clip.Seconds <= editor.LongestSeconds)
        {
            EditRequest edit = new() { Model = shot.Model, Prompt = correction, Clip = clip };
            return Task.FromResult(new PreparedCall((leaving, token) => editor.SubmitEditAsync(edit, leaving, token)));
        }

        VideoRequest request = shot.ToRequest();
        return images.PrepareAsync(
            request.References,
            (references, leaving, token) => provider.SubmitAsync(request with { References = references }, leaving, token),
            stop);
    }

    public async Task<OutgoingRequest?> WriteAsync(AssetPlan plan, CancellationToken stop)
    {
        VideoRequest request = ((ShotPlan)plan).ToRequest();
        using SentImages sent = await images.ShrinkAsync(request.References, stop);
        return await provider.WriteAsync(request with { References = sent.Images }, stop);
    }

    public ResultCheck Inspect(Stream file)
    {
        Mp4Inspection clip = Mp4File.Inspect(file);
        return clip.IsWhole ? new ResultCheck(null) : new ResultCheck(null, "not-a-video", $"no whole clip: {clip.Problem}");
    }

    public IEnumerable<Finding> Differences(Take take, string file)
    {
        if (PlanParameters.FormatOf(take.Parameters) is not { DurationSeconds: int asked })
        {
            yield break;
        }

        using FileStream clip = File.OpenRead(file);
        double length = Mp4File.Inspect(clip).DurationSeconds;
        if (Math.Abs(length - asked) > LengthTolerance)
        {
            yield return Finding.Warning("length-differs", string.Create(
                CultureInfo.InvariantCulture,
                $"the clip is {length:0.0} s long, and {asked} s were asked for; it is kept and selected. --mode override (-Override) makes another take, which is paid again"));
        }
    }
}
