using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>How shots stand between runs, and what has changed since their clips were made.</summary>
public abstract class ShotStatesTests(StoreEngine engine) : StudioTests(engine)
{
    [SkippableFact]
    public async Task A_shot_is_missing_until_it_has_a_clip_and_missing_again_when_that_is_gone()
    {
        Assert.Equal("missing missing missing", await TellAsync());
        await Bench.RunAsync();
        Assert.Equal("done done done", await TellAsync());

        File.Delete(Bench.Asset(Bench.Bundle.Clip("s1", 2)));

        Assert.Equal("done missing done", await TellAsync());
    }

    [SkippableTheory]
    [InlineData("submitted")]
    [InlineData("generated")]
    [InlineData("unknown")]
    [InlineData("filtered")]
    [InlineData("failed")]
    [InlineData("expired")]
    public async Task A_shot_without_a_clip_stands_as_its_last_take_does(string state)
    {
        ProviderError error = ScriptedProvider.Error("x");
        Provider.OnSubmit = s => Task.FromResult<SubmitOutcome?>(s != "s1#1" ? null
            : state == "unknown" ? new SubmitOutcome.Uncertain(error)
            : state == "failed" ? new SubmitOutcome.Rejected(error)
            : null);
        Provider.OnPoll = s => Task.FromResult<PollOutcome?>(s != "s1#1" ? null
            : state == "submitted" ? new PollOutcome.Running()
            : state == "filtered" ? new PollOutcome.Filtered(error)
            : state == "expired" ? new PollOutcome.Gone(error)
            : null);
        Provider.OnDownload = (s, _) => Task.FromResult<DownloadOutcome?>(
            s == "s1#1" && state == "generated" ? new DownloadOutcome.Interrupted(error) : null);

        await Bench.RunAsync();
        if (state == "expired")
        {
            // Nothing is believed to be gone before the provider's own time of keeping is over.
            Bench.Time.Advance(TimeSpan.FromHours(49));
            await Bench.RunAsync();
        }

        Assert.Equal($"{state} done done", await TellAsync());
        Assert.NotNull((await Bench.StatesAsync())[0].Take);
    }

    [SkippableFact]
    public async Task A_filter_narrows_to_its_shots()
    {
        ShotFilter filter = new() { Scenelets = ["s1"], Indexes = [new IndexRange(2, 2)] };

        Assert.Equal("s1#2", Assert.Single(await Bench.StatesAsync(filter)).Shot.Address.ToString());
    }

    [SkippableFact]
    public async Task A_clip_that_lies_in_its_place_counts_where_no_row_names_it()
    {
        File.WriteAllBytes(Bench.Asset(Bench.Bundle.Clip("s1", 1)), TinyMp4.Of("by hand"));

        Assert.Equal("done missing missing", await TellAsync());
    }

    [SkippableFact]
    public async Task A_path_that_leads_out_of_the_folder_is_no_clip_and_spoils_no_other_shot()
    {
        Folder.Write("outside.mp4", TinyMp4.Of("outside"));
        File.CreateSymbolicLink(Bench.Asset("out.mp4"), Path.Combine(Folder.FullPath, "outside.mp4"));
        await Store.ExecuteAsync("UPDATE shots SET video_file_path = 'generated/out.mp4' WHERE scenelet_id = 's1' AND shot_index = 1");
        await Store.ExecuteAsync("UPDATE shots SET video_file_path = '../outside.mp4' WHERE scenelet_id = 's2'");

        Assert.Equal("missing missing missing", await TellAsync());
        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await Bench.RunAsync()));
    }

    [SkippableFact]
    public async Task Nothing_is_born_stale()
    {
        await Bench.RunAsync(new ShotVideoRequest { ExcludeKeyFrame = true, Compact = true, Format = new("16:9", "720p", 8) });

        Assert.Equal("done done done", await TellAsync());
        await Bench.ImportAsync();
        Assert.Equal("done done done", await TellAsync());
    }

    [SkippableFact]
    public async Task What_has_changed_shows_by_name_on_exactly_the_shots_that_depend_on_it()
    {
        await Bench.RunAsync();
        await File.WriteAllBytesAsync(Bench.Asset(Bench.Bundle.KeyFrame("s1", 2)), TinyPng.Of("another"));

        Assert.Equal("done stale done", await TellAsync());
        Assert.Equal("key frame", Assert.Single((await Bench.StatesAsync())[1].Changes));
        Assert.Equal("Skipped Skipped Skipped", Statuses(await Bench.RunAsync()));

        ShotVideoResult remade = Assert.Single(await Bench.RunAsync(new ShotVideoRequest { OnlyStale = true }));
        Assert.Equal(("s1#2", AssetStatus.Succeeded), (remade.Plan.Shot.Address.ToString(), remade.Status));
        Assert.Equal("done done done", await TellAsync());
    }

    [SkippableFact]
    public async Task A_changed_sheet_makes_every_shot_of_its_character_stale()
    {
        await Bench.RunAsync();
        await File.WriteAllBytesAsync(Bench.Asset(Bench.Bundle.ModelSheet), TinyPng.Of("another"));

        Assert.Equal("stale stale stale", await TellAsync());
        Assert.All(await Bench.StatesAsync(), static s => Assert.Equal("model sheet mara", Assert.Single(s.Changes)));
    }

    [SkippableFact]
    public async Task Selecting_an_earlier_take_swaps_the_files_and_costs_nothing()
    {
        await Bench.RunAsync();
        await Bench.RunAsync(new ShotVideoRequest { Mode = RunMode.Override });
        Take first = (await Bench.TakesAsync("s1#1"))[0];
        using Studio studio = await Bench.OpenAsync();

        await new SelectTake(studio).RunAsync(first.Id, CancellationToken.None);
        await new SelectTake(studio).RunAsync((await Bench.TakesAsync("s1#1"))[1].Id, CancellationToken.None);
        await new SelectTake(studio).RunAsync(first.Id, CancellationToken.None);

        Assert.Equal("generated/" + Bench.Bundle.Clip("s1", 1), await Bench.VideoPathAsync("s1", 1));
        IReadOnlyList<Take> takes = await Bench.TakesAsync("s1#1");
        Assert.Equal((true, false), (takes[0].IsSelected, takes[1].IsSelected));
        foreach (Take take in takes)
        {
            string file = Bench.Asset(take.File!.Path["generated/".Length..]);
            Assert.Equal(take.File.Sha256, await AssetFolder.HashAsync(file, default));
        }

        Assert.Equal("done done done", await TellAsync());
    }

    private async Task<string> TellAsync() => string.Join(' ', (await Bench.StatesAsync()).Select(static s => s.State));
}

public sealed class SqliteShotStatesTests() : ShotStatesTests(StoreEngine.Sqlite);

public sealed class PostgresShotStatesTests() : ShotStatesTests(StoreEngine.Postgres);
