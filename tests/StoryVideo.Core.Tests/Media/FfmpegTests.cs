using System.Diagnostics;
using StoryVideo.Core.Tests.Providers;
using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Media;

public sealed class FfmpegTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("storyvideo-test-").FullName;

    [Fact]
    public void It_is_found_on_the_path()
    {
        string file = Path.Combine(_folder, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg");
        File.WriteAllText(file, "");
        string path = string.Join(Path.PathSeparator, "relative", Path.Combine(_folder, "none"), _folder);

        Assert.Equal(file, Ffmpeg.Find(name => name == "PATH" ? path : null)?.Path);
    }

    [Fact]
    public void The_variable_wins_over_the_path_even_where_it_names_nothing()
    {
        string named = Path.Combine(_folder, "mine");
        Assert.Null(Ffmpeg.Find(name => name == Ffmpeg.Variable ? named : "/usr/bin"));

        File.WriteAllText(named, "");
        Assert.Equal(named, Ffmpeg.Find(name => name == Ffmpeg.Variable ? named : "/usr/bin")?.Path);
    }

    [Fact]
    public void A_machine_without_it_has_none() => Assert.Null(Ffmpeg.Find(_ => null));

    [Fact]
    public async Task A_program_that_cannot_be_started_is_an_outcome()
    {
        string file = Path.Combine(_folder, "ffmpeg");
        await File.WriteAllTextAsync(file, "no program");

        FfmpegRun run = await new Ffmpeg(file).RunAsync([], _folder, CancellationToken.None);

        Assert.Equal(FfmpegRun.NotStarted, run.ExitCode);
        Assert.Contains(file, run.ErrorTail, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_failed_run_tells_what_the_program_said_last()
    {
        Ffmpeg ffmpeg = RehearsalBench.NeedFfmpeg();

        FfmpegRun run = await ffmpeg.RunAsync(["-nostdin", "-i", "no such file.mp4"], _folder, CancellationToken.None);

        Assert.False(run.Succeeded);
        Assert.Contains("no such file.mp4: No such file or directory", run.ErrorTail, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_chatty_run_does_not_block_and_only_the_end_is_kept()
    {
        Ffmpeg ffmpeg = RehearsalBench.NeedFfmpeg();

        // Half a megabyte of messages and a megabyte of output: more than any pipe holds.
        FfmpegRun run = await ffmpeg.RunAsync(
            ["-loglevel", "debug", "-f", "lavfi", "-i", "testsrc=d=40", "-vf", "showinfo", "-f", "avi", "-"],
            _folder,
            CancellationToken.None);

        Assert.True(run.Succeeded, run.ErrorTail);
        Assert.InRange(run.ErrorTail.Length, 1000, 4096);
    }

    [SkippableFact]
    public async Task Cancellation_kills_it_and_waits_until_it_is_gone()
    {
        Ffmpeg ffmpeg = RehearsalBench.NeedFfmpeg();
        string output = Path.Combine(_folder, "endless.ts");
        using CancellationTokenSource cancellation = new();
        Task<FfmpegRun> run = ffmpeg.RunAsync(
            ["-nostdin", "-re", "-f", "lavfi", "-i", "testsrc", "-flush_packets", "1", "-f", "mpegts", output],
            _folder,
            cancellation.Token);
        using FileSystemWatcher watcher = new(_folder) { EnableRaisingEvents = true };
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Changed += (_, _) => started.TrySetResult();
        watcher.Created += (_, _) => started.TrySetResult();
        if (!File.Exists(output))
        {
            await started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.DoesNotContain(Process.GetProcessesByName("ffmpeg"), p => WorksIn(p, _folder));
    }

    [Fact]
    public async Task A_cancelled_run_does_not_start()
    {
        Ffmpeg ffmpeg = new(Path.Combine(_folder, "ffmpeg"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => ffmpeg.RunAsync([], _folder, new CancellationToken(canceled: true)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool WorksIn(Process process, string folder)
    {
        string link = $"/proc/{process.Id}/cwd";
        return Directory.Exists(link) && Directory.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName == folder;
    }
}
