using StoryVideo.Catalog;
using StoryVideo.Media;
using StoryVideo.Providers;
using StoryVideo.Providers.Rehearsal;

namespace StoryVideo.Core.Tests.Providers;

/// <summary>A folder of assets with one still, and a provider that sees it; gone after the test.</summary>
internal sealed class RehearsalBench : IDisposable
{
    public const string Still = "story/shots/s1/shot-1_key_frame.png";

    public RehearsalBench(Ffmpeg? ffmpeg)
    {
        Folder = Directory.CreateTempSubdirectory("storyvideo-test-").FullName;
        Provider = new RehearsalVideoProvider(
            path => Path.Combine(Folder, path.Value),
            ffmpeg,
            notice =>
            {
                lock (Notices)
                {
                    Notices.Add(notice);
                }
            });
        string demo = TestPaths.FilesBelow(TestPaths.Fixtures, "*_key_frame.png").First();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, Still))!);
        File.Copy(demo, Path.Combine(Folder, Still));
    }

    public string Folder { get; }

    public RehearsalVideoProvider Provider { get; }

    public List<string> Notices { get; } = [];

    public static Ffmpeg NeedFfmpeg()
    {
        Ffmpeg? ffmpeg = Ffmpeg.Find();
        Skip.If(ffmpeg is null, "ffmpeg is not installed; apt-get install ffmpeg");
        return ffmpeg;
    }

    public static VideoRequest Request(string? cameraText = null) => new()
    {
        Model = "rehearsal",
        Prompt = "{}",
        Format = new VideoFormat("16:9", "720p", 2),
        References = [],
        Caption = "A story s1#1",
        StillAssetPath = Still,
        CameraText = cameraText,
    };

    /// <summary>Submit, poll, download; the path of the clip.</summary>
    public async Task<string> MakeAsync(VideoRequest request)
    {
        SubmitOutcome submitted = await Provider.SubmitAsync(request, CancellationToken.None);
        string operation = Assert.IsType<SubmitOutcome.Accepted>(submitted).OperationName;
        PollOutcome polled = await Provider.PollAsync(operation, CancellationToken.None);
        GeneratedVideo video = Assert.Single(Assert.IsType<PollOutcome.Generated>(polled).Videos);
        string clip = Path.Combine(Folder, Path.GetRandomFileName() + ".mp4");
        await using FileStream destination = File.Create(clip);
        DownloadOutcome outcome = await Provider.DownloadAsync(video, destination, CancellationToken.None);
        Assert.Equal(new DownloadOutcome.Completed(destination.Length), outcome);
        return clip;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
