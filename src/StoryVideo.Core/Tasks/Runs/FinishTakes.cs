using System.Runtime.CompilerServices;
using System.Threading.Channels;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// Goes on with takes that a run has left, in this process or another: until the provider has made their clips, or until the
/// clips are on disk. Submits nothing and pays nothing. What another run is at work on is watched until that run is done.
/// </summary>
public sealed class FinishTakes
{
    // The ledger is near at hand: watching it costs no provider anything.
    private static readonly TimeSpan s_watch = TimeSpan.FromSeconds(2);

    private readonly Studio _studio;
    private readonly RunGoal _goal;
    private readonly DateTimeOffset? _until;
    private readonly TakeOwners _owners;

    /// <param name="studio">Open for writing.</param>
    /// <param name="goal">How far the takes are taken.</param>
    /// <param name="until">When the waiting ends; null where each take has its model's time.</param>
    public FinishTakes(Studio studio, RunGoal goal, DateTimeOffset? until)
    {
        _studio = studio;
        _goal = goal;
        _until = until;
        _owners = new TakeOwners(studio.Time);
    }

    /// <summary>Told of every step of every asset; may be called from any thread.</summary>
    public IProgress<AssetProgress>? Progress { get; init; }

    /// <summary>The takes in the order in which they are done. Whoever fires the token leaves them as adoptable as they were.</summary>
    public async IAsyncEnumerable<FinishedTake> RunAsync(
        IReadOnlyList<Take> takes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // They may be several providers', and are opened in no order: a key that was given is the first one's that it can be.
        foreach (Take take in takes)
        {
            _studio.Providers.OfferKeyTo(take.Provider);
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Channel<FinishedTake> done = Channel.CreateUnbounded<FinishedTake>();
        Task work = WorkAsync(takes, done.Writer, stop.Token);
        try
        {
            await foreach (FinishedTake take in done.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return take;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }
    }

    private async Task WorkAsync(IReadOnlyList<Take> takes, ChannelWriter<FinishedTake> done, CancellationToken stop)
    {
        try
        {
            ILookup<bool, Take> isWatched = takes.DistinctBy(static t => t.Id, StringComparer.Ordinal).ToLookup(_owners.IsAlive);
            await Task.WhenAll(
            [
                .. isWatched[true].Select(take => WatchAsync(take, done, stop)),
                .. isWatched[false]
                    .GroupBy(static t => $"{t.Asset.Kind}/{t.Provider}/{t.Model}", StringComparer.Ordinal)
                    .Select(g => GoOnAsync([.. g], done, stop)),
            ]);
            done.Complete();
        }
        catch (Exception e)
        {
            done.Complete(e);
        }
    }

    private async Task WatchAsync(Take take, ChannelWriter<FinishedTake> done, CancellationToken stop)
    {
        Take now = take;
        while (now.State.IsLive() && _owners.IsAlive(now) && now.State != TakeState.Unknown)
        {
            if (_until is { } until && _studio.Time.GetUtcNow() >= until)
            {
                await done.WriteAsync(new FinishedTake(now, null, AssetErrors.OutOfTime(now)), CancellationToken.None);
                return;
            }

            await Task.Delay(_studio.Settings.PollInterval ?? s_watch, _studio.Time, stop);
            now = await ReadAsync(take.Id, stop) ?? now;
        }

        await GoOnAsync([now], done, stop);
    }

    /// <summary>Goes on with takes of one kind, provider and model that nobody works on.</summary>
    private async Task GoOnAsync(IReadOnlyList<Take> takes, ChannelWriter<FinishedTake> done, CancellationToken stop)
    {
        List<Take> open = [];
        foreach (Take take in takes)
        {
            if (IsOpen(take))
            {
                open.Add(take);
            }
            else
            {
                await done.WriteAsync(new FinishedTake(take, null, WhyClosed(take)), CancellationToken.None);
            }
        }

        if (open.Count > 0)
        {
            await MakeAsync(open, done, stop);
        }
    }

    private bool IsOpen(Take take) => take.State switch
    {
        TakeState.Submitted => true,
        TakeState.Generated or TakeState.Succeeded => _goal == RunGoal.Fetched,
        _ => false,
    };

    private static TakeError? WhyClosed(Take take) => take.State switch
    {
        TakeState.Unknown => new TakeError(
            "take-unknown",
            $"The answer to take {take.Id} was lost, and there is nothing to wait for; settle it with Resolve-ShotTake "
            + "(storyvideo resolve). It may have been paid."),
        TakeState.Submitting => new TakeError(
            "process-ended", $"Take {take.Id} was being sent when its process ended; the next run settles it.", TakeErrorScope.Run),
        _ => null,
    };

    private async Task MakeAsync(List<Take> takes, ChannelWriter<FinishedTake> done, CancellationToken stop)
    {
        Dictionary<string, Take> left = takes.ToDictionary(static t => t.Id, StringComparer.Ordinal);
        TakePlans plans;
        try
        {
            plans = new TakePlans(_studio, takes, _goal, _until);
        }
        catch (PlanException e)
        {
            await RefuseAsync(takes, new TakeError("model-refused", e.Message), done);
            return;
        }

        List<PlannedAsset> planned = [];
        foreach (Take take in takes)
        {
            try
            {
                PlannedAsset asset = await plans.PlanAsync(take, stop);
                if (take.State == TakeState.Succeeded)
                {
                    left.Remove(take.Id);
                    await done.WriteAsync(Home(take, asset.Plan), CancellationToken.None);
                }
                else
                {
                    planned.Add(asset);
                }
            }
            catch (RunRefusedException e)
            {
                left.Remove(take.Id);
                await RefuseAsync([take], new TakeError(e.Code, e.Message), done);
            }
        }

        await foreach (AssetResult result in plans.Run(Progress).RunAsync(planned, stop))
        {
            if (result.TakeId is { } id && left.Remove(id, out Take? before))
            {
                Take now = await ReadAsync(id, CancellationToken.None) ?? before;
                await done.WriteAsync(new FinishedTake(now, result, result.Error), CancellationToken.None);
            }
        }

        // Somebody has ended these between the look at them and the plan: what the ledger says now is their end.
        foreach (Take take in left.Values)
        {
            Take now = await ReadAsync(take.Id, CancellationToken.None) ?? take;
            await done.WriteAsync(new FinishedTake(now, null, null), CancellationToken.None);
        }
    }

    /// <summary>A take whose file is here already.</summary>
    private FinishedTake Home(Take take, AssetPlan plan)
    {
        string? file = AssetPath.TryParse(take.File?.Path, out AssetPath? path, out _) && _studio.Assets.Exists(path)
            ? _studio.Assets.Resolve(path)
            : null;
        TakeError? error = file is null
            ? new TakeError("take-file-missing", $"The file of take {take.Id} is not at '{take.File?.Path}' any more.")
            : null;
        AssetResult result = AssetResult.Of(plan) with
        {
            Status = file is null ? AssetStatus.Failed : AssetStatus.Skipped,
            TakeId = take.Id,
            Operation = take.OperationName,
            File = file,
            Error = error,
        };
        return new FinishedTake(take, result, error);
    }

    private static async Task RefuseAsync(IEnumerable<Take> takes, TakeError error, ChannelWriter<FinishedTake> done)
    {
        foreach (Take take in takes)
        {
            await done.WriteAsync(new FinishedTake(take, null, error), CancellationToken.None);
        }
    }

    private async Task<Take?> ReadAsync(string takeId, CancellationToken cancellationToken)
    {
        await foreach (Take take in new ReadTakes(_studio).ReadAsync(new() { TakeId = takeId }, cancellationToken))
        {
            return take;
        }

        return null;
    }
}
