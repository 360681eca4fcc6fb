using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Media;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>Speech from the command line, against a service on this machine that only pretends.</summary>
public abstract class AudioRunTests(StoreEngine engine) : StoreTests(engine)
{
    private static readonly string[] s_run = ["run", "create-shot-audio", "--json"];

    private FakeGeminiServer _service = null!;
    private CommandLine _cli = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _service = await FakeGeminiServer.StartAsync(new FakeGeminiOptions { Key = "key" });
        _cli = await CommandLine.WithStoryAsync(static b =>
        {
            b.Payloads["s1#1"] = """{ "referencedDesigns": { "characters": [], "environments": ["studio"] }, "audioAndNarrative": [] }""";
            b.Payloads["s2#1"] = """
                { "referencedDesigns": { "characters": ["cosmo"], "environments": ["jungle"] },
                  "audioAndNarrative": [ { "source": "narrator", "line": "Night." }, { "source": "cosmo", "line": "Who is there?" }, { "source": "radio", "line": "Hiss." } ] }
                """;
        }, Store);
        _cli.Variables["GOOGLE_GEMINI_BASE_URL"] = _service.BaseUrl;
        _cli.Variables["GEMINI_API_KEY"] = "key";
    }

    public override async Task DisposeAsync()
    {
        // Skipped where there is no such engine: nothing was begun.
        _cli?.Dispose();
        await (_service?.DisposeAsync() ?? ValueTask.CompletedTask);
        await base.DisposeAsync();
    }

    [SkippableFact]
    public async Task Every_shot_with_lines_gets_its_sound_and_a_silent_one_no_request()
    {
        CommandResult result = await _cli.RunAsync(s_run);

        result.Ends(0, "2 sounds to make: $0.0", "s1#1: nothing is said in it [no-speech]");
        Assert.Equal("s1#1 skipped, s1#2 succeeded, s2#1 succeeded", result.Shots("status"));
        Assert.Equal("audio", result.Shot("s1#2").GetProperty("asset").GetString());
        Assert.Equal(3, _service.Speeches.All.Count);
        Assert.Equal(
            "s1#1 N/A, s1#2 generated/42/shots/s1/shot-2_audio.wav, s2#1 generated/42/shots/s2/shot-1_audio.wav", await AudioPathsAsync());
        Assert.True(result.Summary.GetProperty("spentUsd").GetDecimal() is > 0 and < 0.01m);
    }

    [SkippableFact]
    public async Task Three_speakers_are_two_requests_whose_sound_is_joined_in_order()
    {
        CommandResult result = await _cli.RunAsync([.. s_run, "--scenelet", "s2"]);

        result.Ends(0);
        byte[] file = await File.ReadAllBytesAsync(result.Shot("s2#1").GetProperty("file").GetString()!);
        Assert.Equal(2, _service.Speeches.All.Count);
        byte[] both = [.. _service.Speeches.All[0].Samples, .. _service.Speeches.All[1].Samples];
        Assert.Equal(both, WavFile.Read(file, out _)!.Samples.ToArray());
        Assert.Equal(["narrator Kore", "cosmo Puck"], _service.Speeches.All[0].Voices.Select(static v => $"{v.Speaker} {v.Voice}"), StringComparer.Ordinal);
    }

    [SkippableFact]
    public async Task A_second_run_pays_nothing()
    {
        (await _cli.RunAsync(s_run)).Ends(0);

        CommandResult again = await _cli.RunAsync(s_run);

        again.Ends(0);
        Assert.Equal("s1#1 skipped, s1#2 skipped, s2#1 skipped", again.Shots("status"));
        Assert.Equal(3, _service.Speeches.All.Count);
    }

    [SkippableFact]
    public async Task Another_take_keeps_the_earlier_one()
    {
        (await _cli.RunAsync([.. s_run, "--shot", "2"])).Ends(0);

        (await _cli.RunAsync([.. s_run, "--shot", "2", "--mode", "override"])).Ends(0);

        Assert.Single(Directory.GetFiles(_cli.Folder.PathOf("public/generated/42/shots/s1/takes"), "*.wav"));
    }

    [SkippableFact]
    public async Task A_dry_run_prices_it_and_asks_nobody()
    {
        CommandResult dry = await _cli.RunAsync([.. s_run, "--dry-run"]);

        dry.Ends(0);
        Assert.Equal("s1#1 skipped, s1#2 planned, s2#1 planned", dry.Shots("status"));
        Assert.True(dry.Summary.GetProperty("estimatedCostUsd").GetDecimal() > 0);
        Assert.Empty(_service.Requests);
        Assert.Equal("s1#1 , s1#2 , s2#1 ", await AudioPathsAsync());
    }

    [SkippableFact]
    public async Task What_does_not_fit_the_cap_is_not_sent()
    {
        CommandResult result = await _cli.RunAsync([.. s_run, "--max-cost", "0.0001"]);

        result.Ends(1);
        Assert.Equal("s1#1 skipped, s1#2 blocked, s2#1 blocked", result.Shots("status"));
        Assert.Empty(_service.Speeches.All);
    }

    [SkippableFact]
    public async Task A_lost_answer_is_never_sent_again()
    {
        _service.Faults.Enqueue(Stage.Image, new Fault.ResetAfterBody());

        (await _cli.RunAsync([.. s_run, "--shot", "2"])).Ends(1, "--write-off");
        CommandResult again = await _cli.RunAsync([.. s_run, "--shot", "2"]);

        Assert.Equal("s1#2 unknown", again.Shots("status"));
        Assert.Single(_service.Speeches.All);
    }

    [SkippableFact]
    public async Task A_second_part_that_is_refused_leaves_the_first_as_spent()
    {
        _service.Faults.Enqueue(Stage.Image, new Fault.Held(Task.CompletedTask));
        _service.Faults.Enqueue(Stage.Image, ImageAnswers.Blocked("PROHIBITED_CONTENT"));

        CommandResult result = await _cli.RunAsync([.. s_run, "--scenelet", "s2"]);

        result.Ends(1);
        Assert.Equal("s2#1 unknown", result.Shots("status"));
        Assert.Contains("1 part of 2 came", result.Shot("s2#1").GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.True(result.Summary.GetProperty("spentUsd").GetDecimal() > 0);
    }

    [SkippableFact]
    public async Task A_second_part_waits_where_the_service_asks_for_patience()
    {
        _service.Faults.Enqueue(Stage.Image, new Fault.Held(Task.CompletedTask));
        _service.Faults.Enqueue(Stage.Image, GoogleAnswers.QuotaPerMinute("0.01s"));

        CommandResult result = await _cli.RunAsync([.. s_run, "--scenelet", "s2"]);

        result.Ends(0);
        Assert.Equal(2, _service.Speeches.All.Count);
    }

    [SkippableFact]
    public async Task A_rehearsal_makes_sound_of_a_likely_length_for_nothing_and_is_replaced_by_the_paid_one()
    {
        CommandResult rehearsed = await _cli.RunAsync([.. s_run, "--provider", "rehearsal"]);

        rehearsed.Ends(0);
        Assert.Equal(0, rehearsed.Summary.GetProperty("spentUsd").GetDecimal());
        byte[] file = await File.ReadAllBytesAsync(rehearsed.Shot("s2#1").GetProperty("file").GetString()!);
        Assert.InRange(WavFile.Read(file, out _)!.Seconds, 2, 5);
        Assert.Empty(_service.Requests);

        Assert.Equal("s1#1 skipped, s1#2 succeeded, s2#1 succeeded", (await _cli.RunAsync(s_run)).Shots("status"));
    }

    [SkippableFact]
    public async Task Speech_that_is_longer_than_its_clip_is_told_of()
    {
        string clip = _cli.Folder.PathOf("public/generated/42/shots/s2/shot-1.mp4");
        Directory.CreateDirectory(Path.GetDirectoryName(clip)!);
        await File.WriteAllBytesAsync(clip, Clip.Of(0, 0.1, null));

        CommandResult result = await _cli.RunAsync([.. s_run, "--scenelet", "s2"]);

        string[] codes = [.. result.Shot("s2#1").GetProperty("findings").EnumerateArray().Select(static f => f.GetProperty("code").GetString()!)];
        Assert.Contains("too-many-words", codes, StringComparer.Ordinal);
        Assert.Contains("speech-too-long", codes, StringComparer.Ordinal);
    }

    private async Task<string> AudioPathsAsync()
    {
        using Studio studio = await _cli.OpenAsync(StoreAccess.Read);
        Story story = (await studio.Stories.ReadAsync("42", CancellationToken.None))!;
        return string.Join(", ", await studio.Stories.ReadShotsAsync(story, static _ => true, CancellationToken.None)
            .Select(static s => $"{s.Address} {s.AudioFilePath}").ToListAsync());
    }
}

public sealed class SqliteAudioRunTests() : AudioRunTests(StoreEngine.Sqlite);

public sealed class PostgresAudioRunTests() : AudioRunTests(StoreEngine.Postgres);
