using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>How an operator settles a take whose answer was lost.</summary>
public abstract class ResolveTakeTests(StoreEngine engine) : StudioTests(engine)
{
    private const string Shot = "s1#1";
    private const string Operation = "operations/s1#1/77";
    private const string Uri = "clips/s1#1/77";

    [SkippableFact]
    public async Task Adopted_by_its_name_it_is_fetched_by_the_next_run_and_paid_once()
    {
        string id = await LoseAsync();

        Take adopted = await WithAsync(r => r.AdoptAsync(id, Operation, CancellationToken.None));
        Assert.Equal((TakeState.Generated, Operation, Uri, ""), (adopted.State, adopted.OperationName, adopted.ResultUri, adopted.Owner));

        AssetResult made = await Bench.RunOneAsync(Shot);
        Assert.Equal((AssetStatus.Succeeded, true, 0m), (made.Status, made.IsAdopted, made.SpentUsd));
        Assert.Empty(Provider.Submissions);
        Assert.Equal("succeeded", await StatesAsync(Shot));
    }

    [SkippableTheory]
    [InlineData("running", TakeState.Submitted)]
    [InlineData("filtered", TakeState.Filtered)]
    [InlineData("failed", TakeState.Failed)]
    public async Task Adopted_it_stands_where_the_provider_says(string says, TakeState state)
    {
        string id = await LoseAsync();
        ProviderError error = ScriptedProvider.Error(says);
        Poll(Shot, says switch
        {
            "filtered" => new PollOutcome.Filtered(error),
            "failed" => new PollOutcome.Failed(error),
            _ => new PollOutcome.Running(),
        });

        Take adopted = await WithAsync(r => r.AdoptAsync(id, Operation, CancellationToken.None));

        Assert.Equal((state, Operation), (adopted.State, adopted.OperationName));
        Assert.Equal(state == TakeState.Submitted ? null : says, adopted.Error?.Code);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_name_that_the_provider_cannot_confirm_changes_nothing(bool isGone)
    {
        string id = await LoseAsync();
        ProviderError error = ScriptedProvider.Error("no");
        Poll(Shot, isGone ? new PollOutcome.Gone(error) : new PollOutcome.Unreachable(error));

        await RefusedAsync("no", r => r.AdoptAsync(id, Operation, CancellationToken.None));

        Assert.Equal("unknown", await StatesAsync(Shot));
        Assert.Equal("Unknown Skipped Skipped", Statuses(await Bench.RunAsync()));
    }

    [SkippableFact]
    public async Task The_operation_of_another_take_is_refused()
    {
        string id = await LoseAsync();
        Take other = (await Bench.TakesAsync()).First(static t => t.State == TakeState.Succeeded);

        await RefusedAsync("operation-taken", r => r.AdoptAsync(id, other.OperationName!, CancellationToken.None));

        Assert.Equal("unknown", await StatesAsync(Shot));
    }

    [SkippableFact]
    public async Task Fetched_by_its_address_it_succeeds_at_once_and_is_selected()
    {
        string id = await LoseAsync();

        AssetResult fetched = await WithAsync(r => r.FetchAsync(id, Uri, CancellationToken.None));

        Assert.Equal((AssetStatus.Succeeded, id), (fetched.Status, fetched.TakeId));
        Assert.True(Assert.Single(await Bench.TakesAsync(Shot)).IsSelected);
        Assert.NotNull(await Bench.VideoPathAsync("s1", 1));
        Assert.Equal("Skipped Skipped Skipped", Statuses(await Bench.RunAsync()));
    }

    [SkippableFact]
    public async Task An_address_that_gives_nothing_leaves_it_to_be_fetched_again()
    {
        string id = await LoseAsync();
        Download(Shot, new DownloadOutcome.Interrupted(ScriptedProvider.Error("network")));
        Assert.Equal(AssetStatus.Failed, (await WithAsync(r => r.FetchAsync(id, Uri, CancellationToken.None))).Status);
        Assert.Equal("generated", await StatesAsync(Shot));

        ResetProvider();
        Assert.Equal(AssetStatus.Succeeded, (await WithAsync(r => r.FetchAsync(id, Uri, CancellationToken.None))).Status);
    }

    [SkippableFact]
    public async Task Written_off_it_counts_as_spent_for_good_and_its_shot_is_made_again()
    {
        string id = await LoseAsync();

        Take given = await WithAsync(r => r.WriteOffAsync(id, CancellationToken.None));

        Assert.Equal((TakeState.WrittenOff, "written-off"), (given.State, given.Error?.Code));
        Assert.Equal(AssetStatus.Succeeded, (await Bench.RunOneAsync(Shot)).Status);
        Assert.Equal("written-off succeeded", await StatesAsync(Shot));
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);
        Assert.Equal(new Spending(4 * 3.20m, 0, 0), await studio.Ledger.SumAsync(Bench.Bundle.StoryId, null, CancellationToken.None));
        await RefusedAsync("take-not-unknown", r => r.WriteOffAsync(id, CancellationToken.None));
        await RefusedAsync("take-not-unknown", r => r.AdoptAsync(id, Operation, CancellationToken.None));
        await RefusedAsync("take-not-unknown", r => r.FetchAsync(id, Uri, CancellationToken.None));
    }

    [SkippableFact]
    public async Task Of_two_that_settle_it_at_once_one_is_told_that_it_came_too_late()
    {
        string id = await LoseAsync();
        TaskCompletionSource both = new();
        int asked = 0;
        Provider.OnPoll = async _ =>
        {
            if (Interlocked.Increment(ref asked) == 2)
            {
                both.SetResult();
            }

            await both.Task;
            return new PollOutcome.Running();
        };

        Exception?[] ends = await Task.WhenAll(Enumerable.Range(1, 2).Select(n => Record.ExceptionAsync(
            () => WithAsync(r => r.AdoptAsync(id, $"{Operation}{n}", CancellationToken.None)))));

        Exception late = Assert.Single(ends.OfType<Exception>());
        Assert.True(late is RunRefusedException or LedgerException, late.ToString());
        Assert.Equal("submitted", await StatesAsync(Shot));
    }

    [SkippableFact]
    public async Task What_is_not_there_or_is_being_made_is_refused()
    {
        await RefusedAsync("take-not-found", static r => r.WriteOffAsync("nobody", CancellationToken.None));
        TaskCompletionSource reached = new();
        TaskCompletionSource release = new();
        Provider.OnPoll = async _ =>
        {
            reached.TrySetResult();
            await release.Task;
            return null;
        };
        Task<IReadOnlyList<ShotVideoResult>> run = Bench.RunAsync(new ShotVideoRequest { ThrottleLimit = 1 });
        await reached.Task;

        Take busy = (await Bench.TakesAsync())[0];
        await RefusedAsync("take-busy", r => r.WriteOffAsync(busy.Id, CancellationToken.None));
        release.SetResult();

        Assert.Equal("Succeeded Succeeded Succeeded", Statuses(await run));
    }

    private async Task<string> LoseAsync()
    {
        Submit(Shot, new SubmitOutcome.Uncertain(ScriptedProvider.Error("answer-lost")));
        Assert.Equal("Unknown Succeeded Succeeded", Statuses(await Bench.RunAsync()));
        ResetProvider();
        return Assert.Single(await Bench.TakesAsync(Shot)).Id;
    }

    private async Task<T> WithAsync<T>(Func<ResolveTake, Task<T>> settle)
    {
        using Studio studio = await Bench.OpenAsync();
        return await settle(new ResolveTake(studio));
    }

    private async Task RefusedAsync<T>(string code, Func<ResolveTake, Task<T>> settle)
    {
        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(() => WithAsync(settle));
        Assert.Equal(code, refused.Code);
    }
}

public sealed class SqliteResolveTakeTests() : ResolveTakeTests(StoreEngine.Sqlite);

public sealed class PostgresResolveTakeTests() : ResolveTakeTests(StoreEngine.Postgres);
