using System.Buffers.Binary;
using System.Globalization;
using StoryVideo.Media;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Benchmarks;

/// <summary>A story whose shots all have clips, in a folder of its own, gone afterwards.</summary>
internal sealed class CutStory : IDisposable
{
    private const string Id = "5d1f3f0e-6a57-4a0b-9f0e-3f5b7c1d2e4a";
    private const int Originals = 6;
    private const int ShotsPerScenelet = 20;

    private readonly StudioSettings _settings;
    private readonly List<string> _clips = [];

    private CutStory(string folder)
    {
        Folder = folder;
        _settings = new StudioSettings
        {
            Database = Path.Combine(folder, StudioSettings.DefaultDatabase),
            Assets = Path.Combine(folder, StudioSettings.DefaultAssets),
            BaseFolder = folder,
        };
    }

    public string Folder { get; }

    public string Film => Path.Combine(Folder, "film.mp4");

    public IReadOnlyList<string> Clips => _clips;

    /// <param name="shots">How many.</param>
    /// <param name="dissolveEvery">After how many shots there is a dissolve; 0 for none.</param>
    public static async Task<CutStory> MakeAsync(int shots, int dissolveEvery)
    {
        CutStory made = new(Directory.CreateTempSubdirectory("storyvideo-benchmark-").FullName);
        Story story = new() { Id = Id, DisplayName = "A film", VisualDesignDocument = "{}" };
        using Studio studio = await Studio.OpenAsync(made._settings, StoreAccess.Write, TimeProvider.System, CancellationToken.None);
        Scenelet[] scenelets = [.. Enumerable.Range(1, (shots + ShotsPerScenelet - 1) / ShotsPerScenelet).Select(static n => new Scenelet($"s{n}", n, null))];
        StoryShot[] all = [.. Enumerable.Range(0, shots).Select(n => Shot(story, n, dissolveEvery > 0 && (n + 1) % dissolveEvery == 0))];
        await studio.Stories.ImportAsync(story, scenelets, all.ToAsyncEnumerable(), CancellationToken.None);
        for (int i = 0; i < Originals; i++)
        {
            await made.RenderAsync(i);
        }

        for (int i = 0; i < shots; i++)
        {
            string clip = studio.Assets.Resolve(AssetNames.Video(all[i].Address));
            Directory.CreateDirectory(Path.GetDirectoryName(clip)!);
            made._clips.Add(clip);
            await made.CopyAsync(i % Originals, clip, i);
        }

        return made;
    }

    public Task<MeasuredTree> JoinAsync() => MeasuredTree.RunAsync(
        BuiltProgram.Find("src/StoryVideo.Cli", "storyvideo"),
        Folder,
        "join", "--out", Film, "--database", _settings.Database!, "--assets", _settings.Assets!);

    /// <summary>Puts another take in the place of a clip.</summary>
    public Task ChangeAsync(int shot) => CopyAsync((shot + 1) % Originals, _clips[shot], 100_000 + shot);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static StoryShot Shot(Story story, int number, bool dissolves) => new()
    {
        StoryId = story.Id,
        StoryTitle = story.DisplayName,
        SceneletId = $"s{(number / ShotsPerScenelet) + 1}",
        SceneletSequence = (number / ShotsPerScenelet) + 1,
        ShotIndex = (number % ShotsPerScenelet) + 1,
        StoryboardPayload = dissolves ? """{ "transitionToNext": "dissolve", "crossfadeDuration": 0.5 }""" : "{}",
    };

    private string Original(int number) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"original-{number}.mp4"));

    private async Task RenderAsync(int number)
    {
        Ffmpeg ffmpeg = Ffmpeg.Find() ?? throw new InvalidOperationException("There is no ffmpeg.");
        FfmpegRun run = await ffmpeg.RunAsync(
            [
                "-v", "error", "-y", "-nostdin",
                "-f", "lavfi", "-t", "8", "-i", string.Create(CultureInfo.InvariantCulture, $"testsrc2=s=1920x1080:r=24,hue=h={number * 60}"),
                "-f", "lavfi", "-t", "8", "-i", string.Create(CultureInfo.InvariantCulture, $"anoisesrc=c=pink:r=48000:a=0.4:seed={number},tremolo=f={2 + number}:d=0.9,aformat=channel_layouts=stereo"),
                "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-g", "96", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "192k", Original(number),
            ],
            Folder,
            CancellationToken.None);
        _ = run.Succeeded ? 0 : throw new InvalidOperationException(run.ErrorTail);
    }

    // A copy is told from its original and from every other by a box at its end that players pass over.
    private async Task CopyAsync(int original, string clip, int mark)
    {
        File.Copy(Original(original), clip, overwrite: true);
        byte[] box = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "free"u8.CopyTo(box.AsSpan(4));
        BinaryPrimitives.WriteInt32BigEndian(box.AsSpan(8), mark);
        await using FileStream file = new(clip, FileMode.Append);
        await file.WriteAsync(box);
    }
}
