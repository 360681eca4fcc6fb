using StoryVideo.Core.Tests.Support;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Clips that are made and do not come, or not whole, and the runs after them: none is lost, and none is paid twice.</summary>
public abstract class BrokenFetchTests(StoreEngine engine) : StudioTests(engine)
{
    /// <summary>Longer than any provider here keeps a clip.</summary>
    private static readonly TimeSpan s_kept = TimeSpan.FromHours(49);

    private static readonly ShotVideoRequest s_resume = new() { Mode = RunMode.Resume };

    [SkippableFact]
    public async Task A_download_that_throws_leaves_the_clip_to_the_next_run()
    {
        Provider.OnDownload = static (s, _) => s == "s1#1" ? throw new InvalidOperationException("broken") : Task.FromResult<DownloadOutcome?>(null);
        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");
        Assert.Equal((AssetStatus.Failed, 3.20m), (broken.Status, broken.SpentUsd));
        Assert.Equal("generated", await StatesAsync("s1#1"));

        await FinishAsync(broken, RunMode.Default, polls: 0);
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("<html>not today</html>")]
    [InlineData("cut short")]
    public async Task What_is_no_whole_clip_is_thrown_away_and_fetched_again(string content)
    {
        byte[] bytes = content == "cut short" ? TinyMp4.Of("a clip")[..^3] : System.Text.Encoding.UTF8.GetBytes(content);
        Provider.OnDownload = async (s, stream) =>
        {
            if (s != "s1#1")
            {
                return null;
            }

            await stream.WriteAsync(bytes);
            return new DownloadOutcome.Completed(bytes.Length);
        };

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Failed, "not-a-video"), (broken.Status, broken.Error!.Code));
        Assert.False(File.Exists(Bench.Asset(Bench.Bundle.Clip("s1", 1))));
        Assert.Empty(Directory.EnumerateFiles(Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1"), ".*"));
        Assert.Null(await Bench.VideoPathAsync("s1", 1));
        await FinishAsync(broken, RunMode.Default, polls: 0);
    }

    [SkippableFact]
    public async Task A_download_that_is_interrupted_is_fetched_by_the_next_run()
    {
        Download("s1#1", new DownloadOutcome.Interrupted(ScriptedProvider.Error("interrupted")));
        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");
        Assert.Equal("interrupted", broken.Error!.Code);

        await FinishAsync(broken, RunMode.Default, polls: 0);
    }

    [SkippableFact]
    public async Task A_folder_that_cannot_be_written_leaves_the_clip_at_the_provider()
    {
        // A file where the folder should be stops root too, who may write anywhere.
        string folder = Bench.Asset($"{Bench.Bundle.StoryId}/shots/s1");
        Directory.Move(folder, folder + "-away");
        await File.WriteAllTextAsync(folder, "in the way");
        ShotVideoRequest request = new() { ExcludeKeyFrame = true };

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1", request);

        Assert.Equal((AssetStatus.Failed, "disk", 3.20m), (broken.Status, broken.Error!.Code, broken.SpentUsd));
        Assert.Contains("fetching is free", broken.Error.Message, StringComparison.Ordinal);
        Assert.Equal("generated", await StatesAsync("s1#1"));
        File.Delete(folder);
        Directory.Move(folder + "-away", folder);
        await FinishAsync(broken, RunMode.Default, polls: 0, request);
    }

    [SkippableFact]
    public async Task A_full_disk_leaves_the_clip_at_the_provider()
    {
        Provider.OnDownload = static (s, _) => s == "s1#1" ? throw new IOException("No space left on device") : Task.FromResult<DownloadOutcome?>(null);

        ShotVideoResult broken = await Bench.RunOneAsync("s1#1");

        Assert.Equal("disk", broken.Error!.Code);
        Assert.Contains("No space left on device", broken.Error.Message, StringComparison.Ordinal);
        await FinishAsync(broken, RunMode.Default, polls: 0);
    }

    [SkippableFact]
    public async Task A_clip_that_is_not_given_out_after_its_time_of_keeping_has_expired_and_was_paid()
    {
        Download("s1#1", new DownloadOutcome.Refused(ScriptedProvider.Error("clip-gone")));

        ShotVideoResult early = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Failed, "clip-gone", 3.20m), (early.Status, early.Error!.Code, early.SpentUsd));
        Assert.Equal("generated", await StatesAsync("s1#1"));
        Bench.Time.Advance(s_kept);
        Assert.Equal(AssetStatus.Failed, (await Bench.RunOneAsync("s1#1")).Status);
        Assert.Equal("expired", await StatesAsync("s1#1"));
        ResetProvider();
        Assert.Equal("Failed Skipped Skipped", Statuses(await Bench.RunAsync()));
        Assert.Equal("Succeeded Skipped Skipped", Statuses(await Bench.RunAsync(s_resume)));
    }

    [SkippableFact]
    public async Task An_operation_that_is_gone_expires_after_its_time_of_keeping_and_one_with_an_error_has_failed()
    {
        Provider.OnPoll = static s => Task.FromResult<PollOutcome?>(s switch
        {
            "s1#1" => new PollOutcome.Gone(ScriptedProvider.Error("gone")),
            "s1#2" => new PollOutcome.Failed(ScriptedProvider.Error("internal")),
            _ => null,
        });

        IReadOnlyList<ShotVideoResult> results = await Bench.RunAsync();

        Assert.Equal("Failed Failed Succeeded", Statuses(results));
        Assert.Equal("submitted", await StatesAsync("s1#1"));
        Assert.Equal("failed", await StatesAsync("s1#2"));
        Bench.Time.Advance(s_kept);
        await Bench.RunOneAsync("s1#1");
        Assert.Equal("expired", await StatesAsync("s1#1"));
        Assert.Equal(6.40m, results.Sum(static r => r.SpentUsd));
    }
}

public sealed class SqliteBrokenFetchTests() : BrokenFetchTests(StoreEngine.Sqlite);

public sealed class PostgresBrokenFetchTests() : BrokenFetchTests(StoreEngine.Postgres);
