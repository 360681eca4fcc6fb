using System.Globalization;
using StoryVideo.Media;

namespace StoryVideo.Benchmarks;

/// <summary>
/// What cutting a film takes: clips of 8 s at 1080p with noise of their own for sound, from the start of the program to its end,
/// and the way that encodes everything twice beside it.
/// </summary>
internal static class CutBenchmark
{
    private const int Long = 754;
    private const int Many = 300;
    private const int Compared = 60;

    /// <param name="parts">Which of <c>long</c>, <c>change</c>, <c>compare</c>; all where none is named.</param>
    public static async Task<int> RunAsync(string[] parts)
    {
        bool Wants(string part) => parts.Length == 0 || parts.Contains(part, StringComparer.Ordinal);
        int missed = Wants("long") ? await LongAsync() : 0;
        missed |= Wants("change") ? await ChangeAsync() : 0;
        return missed | (Wants("compare") ? await CompareAsync() : 0);
    }

    private static async Task<int> LongAsync()
    {
        using CutStory story = await CutStory.MakeAsync(Long, dissolveEvery: 0);
        MeasuredTree first = await story.JoinAsync();
        Figure[] figures =
        [
            new($"{Long} clips with hard cuts", first.Seconds, 30, "s"),
            new($"{Long} clips with hard cuts, processor time", first.ProcessorSeconds, null, "s"),
            new($"{Long} clips with hard cuts, peak of all processes", first.PeakMebibytes, 200, "MiB"),
            new("size of the film", new FileInfo(story.Film).Length / (1024.0 * 1024), null, "MiB"),
        ];
        return Figure.Report(figures);
    }

    // With transitions at every join. Where there are few, most of both runs is the writing of the film, whole as it is.
    private static async Task<int> ChangeAsync()
    {
        (MeasuredTree first, MeasuredTree second) = await CutTwiceAsync(dissolveEvery: 1);
        (MeasuredTree few, MeasuredTree fewAgain) = await CutTwiceAsync(dissolveEvery: 20);
        return Figure.Report(
            new Figure($"{Many} clips, a dissolve at each join", first.Seconds, null, "s"),
            new Figure("again after one changed clip", second.Seconds, first.Seconds / 20, "s"),
            new Figure("the same, processor time", second.ProcessorSeconds, first.ProcessorSeconds / 20, "s"),
            new Figure($"{Many} clips, a dissolve at each 20th join", few.Seconds, null, "s"),
            new Figure("again after one changed clip", fewAgain.Seconds, null, "s"));
    }

    private static async Task<(MeasuredTree First, MeasuredTree Second)> CutTwiceAsync(int dissolveEvery)
    {
        using CutStory story = await CutStory.MakeAsync(Many, dissolveEvery);
        MeasuredTree first = await story.JoinAsync();
        await story.ChangeAsync(Many / 2);
        return (first, await story.JoinAsync());
    }

    // Every clip is normalised, then all are put together with their transitions and coded again: how the systems that StoryVideo
    // was compared with do it.
    private static async Task<int> CompareAsync()
    {
        using CutStory story = await CutStory.MakeAsync(Compared, dissolveEvery: 20);
        Ffmpeg ffmpeg = Ffmpeg.Find() ?? throw new InvalidOperationException("There is no ffmpeg.");
        string folder = Path.Combine(story.Folder, "normalised");
        Directory.CreateDirectory(folder);
        MeasuredTree usual = await MeasuredTree.OfAsync(async () =>
        {
            string[] clips = [.. story.Clips];
            await Parallel.ForAsync(0, clips.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (i, stop) =>
                await RunAsync(ffmpeg, folder, [
                    "-i", clips[i], "-vf", "scale=1920:1080,fps=24,format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", "1",
                    "-af", "loudnorm", "-ar", "48000", "-c:a", "aac", "-b:a", "192k", Name(i)]));
            await RunAsync(ffmpeg, folder, [.. Enumerable.Range(0, clips.Length).SelectMany(static i => (string[])["-i", Name(i)]), "-filter_complex", Graph(clips.Length),
                "-map", "[v]", "-map", "[a]", "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-c:a", "aac", "-b:a", "192k", "film.mp4"]);
        });
        MeasuredTree own = await story.JoinAsync();
        return Figure.Report(
            new Figure($"{Compared} clips, everything coded twice", usual.Seconds, null, "s"),
            new Figure($"{Compared} clips, a dissolve at each 20th join", own.Seconds, usual.Seconds / 10, "s"));
    }

    private static string Name(int clip) => string.Create(CultureInfo.InvariantCulture, $"clip-{clip}.mp4");

    private static string Graph(int clips)
    {
        List<string> chains = [];
        int groups = 0;
        for (int i = 0; i < clips; i += 20)
        {
            int count = Math.Min(20, clips - i);
            string inputs = string.Concat(Enumerable.Range(i, count).Select(static n => $"[{n}:v][{n}:a]"));
            chains.Add($"{inputs}concat=n={count}:v=1:a=1[v{groups}][a{groups}]");
            groups++;
        }

        (string video, string audio) = ("[v0]", "[a0]");
        for (int group = 1; group < groups; group++)
        {
            string offset = ((group * 160) - (group * 0.5)).ToString(CultureInfo.InvariantCulture);
            (string nextVideo, string nextAudio) = group == groups - 1 ? ("[v]", "[a]") : ($"[x{group}]", $"[y{group}]");
            chains.Add($"{video}settb=1/24[s{group}];[v{group}]settb=1/24[t{group}];[s{group}][t{group}]xfade=duration=0.5:offset={offset},format=yuv420p{nextVideo}");
            chains.Add($"{audio}[a{group}]acrossfade=d=0.5{nextAudio}");
            (video, audio) = (nextVideo, nextAudio);
        }

        return string.Join(';', chains);
    }

    private static async Task RunAsync(Ffmpeg ffmpeg, string folder, string[] arguments)
    {
        FfmpegRun run = await ffmpeg.RunAsync(["-hide_banner", "-nostdin", "-y", "-loglevel", "error", .. arguments], folder, CancellationToken.None);
        if (!run.Succeeded)
        {
            throw new InvalidOperationException(run.ErrorTail);
        }
    }
}
