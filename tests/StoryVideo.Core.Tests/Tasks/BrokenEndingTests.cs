using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>Runs that ended between the file and the ledger: what is on disk is not fetched again.</summary>
public abstract class BrokenEndingTests(StoreEngine engine) : StudioTests(engine)
{
    [SkippableFact]
    public async Task A_clip_that_was_fetched_and_not_yet_named_is_published_without_fetching_it_again()
    {
        await Bench.RunAsync();
        await RewindAsync(publish: false);
        ResetProvider();

        ShotVideoResult result = await Bench.RunOneAsync("s1#1");

        Assert.Equal((AssetStatus.Succeeded, true), (result.Status, result.IsAdopted));
        Assert.True(File.Exists(result.File));
        Assert.Empty(Provider.Downloads);
    }

    [SkippableFact]
    public async Task A_clip_that_was_named_and_not_yet_recorded_is_recorded_without_fetching_it_again()
    {
        await Bench.RunAsync();
        await RewindAsync(publish: true);
        ResetProvider();

        ShotVideoResult result = await Bench.RunOneAsync("s1#1");

        Assert.Equal(AssetStatus.Succeeded, result.Status);
        Assert.Empty(Provider.Downloads);
        Assert.Equal("generated/" + Bench.Bundle.Clip("s1", 1), await Bench.VideoPathAsync("s1", 1));
    }

    [SkippableFact]
    public async Task An_override_that_ended_between_keeping_the_earlier_clip_and_recording_it_is_put_right()
    {
        await Bench.RunAsync();
        Take first = Assert.Single(await Bench.TakesAsync("s1#1"));
        Download("s1#1", new DownloadOutcome.Interrupted(ScriptedProvider.Error("interrupted")));
        await Bench.RunAsync(new ShotVideoRequest { Mode = RunMode.Override });
        string kept = $"{Bench.Bundle.StoryId}/shots/s1/takes/{first.Id}.mp4";
        Directory.CreateDirectory(Path.GetDirectoryName(Bench.Asset(kept))!);
        File.Move(Bench.Asset(Bench.Bundle.Clip("s1", 1)), Bench.Asset(kept));
        ResetProvider();

        Assert.Equal("Succeeded Skipped Skipped", Statuses(await Bench.RunAsync()));

        IReadOnlyList<Take> takes = await Bench.TakesAsync("s1#1");
        Assert.Equal($"generated/{kept}", takes[0].File!.Path);
        Assert.Equal(takes[0].File!.Sha256, await AssetFolder.HashAsync(Bench.Asset(kept), default));
        Assert.Equal(takes[1].File!.Sha256, await AssetFolder.HashAsync(Bench.Asset(Bench.Bundle.Clip("s1", 1)), default));
    }

    /// <summary>Puts the first shot back to where its clip is on disk and the ledger does not know of its end.</summary>
    private async Task RewindAsync(bool publish)
    {
        Take take = Assert.Single(await Bench.TakesAsync("s1#1"));
        await Store.ExecuteAsync("UPDATE storyvideo_takes SET state = 'generated', selected = 0 WHERE take_id = @Id", new { take.Id });
        await Store.ExecuteAsync("UPDATE shots SET video_file_path = NULL WHERE scenelet_id = 's1' AND shot_index = 1");
        if (!publish)
        {
            string clip = Bench.Asset(Bench.Bundle.Clip("s1", 1));
            File.Move(clip, Path.Combine(Path.GetDirectoryName(clip)!, $".shot-1.mp4.{take.Id}.part"));
        }
    }
}

public sealed class SqliteBrokenEndingTests() : BrokenEndingTests(StoreEngine.Sqlite);

public sealed class PostgresBrokenEndingTests() : BrokenEndingTests(StoreEngine.Postgres);
