using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;

namespace StoryVideo.Core.Tests.Cli;

/// <summary>Runs that would be paid, against a service on this machine that only pretends.</summary>
public sealed class PaidRunTests : IAsyncLifetime
{
    private const string Key = "a-key-that-nobody-may-see";

    private static readonly string[] s_run = ["run", "create-shot-video", "--json"];

    private FakeGeminiServer _service = null!;
    private CommandLine _cli = null!;

    public async Task InitializeAsync()
    {
        _service = await FakeGeminiServer.StartAsync(new FakeGeminiOptions { Key = Key });
        _cli = await CommandLine.WithStoryAsync();
        _cli.Variables["GOOGLE_GEMINI_BASE_URL"] = _service.BaseUrl;
        _cli.Variables["GEMINI_API_KEY"] = Key;
        _cli.Variables["STORYVIDEO_POLL_INTERVAL"] = "0.01";
    }

    public async Task DisposeAsync()
    {
        _cli.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task What_is_sent_is_what_the_dry_run_showed_and_the_key_is_nowhere()
    {
        CommandResult dry = await _cli.RunAsync([.. s_run, "--dry-run"]);
        Assert.Empty(_service.Requests);

        CommandResult result = await _cli.RunAsync(s_run);

        result.Ends(0, "3 shots to make: $9.60, of at most $25.00 in this run.");
        Assert.Equal("s1#1 succeeded, s1#2 succeeded, s2#1 succeeded", result.Shots("status"));
        Assert.Equal((9.60m, 9.60m), (result.Summary.GetProperty("estimatedCostUsd").GetDecimal(), result.Summary.GetProperty("spentUsd").GetDecimal()));
        Assert.Equal(
            dry.Lines[..^1].Select(static line => line.GetProperty("prompt").GetString()!).Order(StringComparer.Ordinal),
            _service.Submissions.Select(static s => s.Prompt).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.DoesNotContain(Key, dry.Out + dry.Err + result.Out + result.Err, StringComparison.Ordinal);
        Assert.Equal(-1, (await File.ReadAllBytesAsync(_cli.Folder.PathOf("storyvideo.db"))).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Key)));
        Assert.Empty(_service.KeyLeaks);
    }

    [Fact]
    public async Task The_model_is_asked_for_once_before_anything_is_sent_and_a_story_that_is_done_needs_no_key()
    {
        (await _cli.RunAsync(s_run)).Ends(0);
        Assert.Single(_service.Requests, static r => r.Method == "GET" && r.Path.Contains("/models/", StringComparison.Ordinal) && !r.Path.Contains("/operations/", StringComparison.Ordinal));
        Assert.Equal("GET", _service.Requests[0].Method);

        _cli.Variables.Remove("GEMINI_API_KEY");
        (await _cli.RunAsync(s_run)).Ends(0);

        Assert.Equal(3, _service.Submissions.Count);
    }

    [Fact]
    public async Task A_cap_makes_what_fits_and_leaves_the_rest()
    {
        CommandResult result = await _cli.RunAsync([.. s_run, "--max-cost", "4", "--throttle", "1"]);

        result.Ends(1);
        Assert.Equal("s1#1 succeeded, s1#2 blocked, s2#1 blocked", result.Shots("status"));
        Assert.Contains("--max-cost", result.Shot("s2#1").GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Single(_service.Submissions);
        Assert.Equal(3.20m, result.Summary.GetProperty("spentUsd").GetDecimal());
    }

    [Fact]
    public async Task A_run_that_is_cancelled_leaves_its_paid_work_to_the_next_and_nothing_is_paid_twice()
    {
        TaskCompletionSource never = new();
        _service.Faults.Always(Stage.Poll, new Fault.Held(never.Task));
        using CancellationTokenSource stop = new();
        Task<CommandResult> running = _cli.RunAsync(stop.Token, [.. s_run, "--scenelet", "s2"]);
        await _service.FirstRequestAsync(static r => r.Path.Contains("/operations/", StringComparison.Ordinal));
        await stop.CancelAsync();

        CommandResult cancelled = await running;
        cancelled.Ends(130, "1 paid operation goes on at the provider", "nothing is paid twice");
        never.SetResult();
        _service.Faults.Clear();
        CommandResult next = await _cli.RunAsync([.. s_run, "--scenelet", "s2"]);

        next.Ends(0);
        Assert.Equal("s2#1 succeeded", next.Shots("status"));
        Assert.Equal(0m, next.Summary.GetProperty("spentUsd").GetDecimal());
        Assert.Single(_service.Submissions);
    }
}
