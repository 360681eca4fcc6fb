using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Tasks.Takes;

/// <summary>
/// Settles takes whose answer was lost, and gives up those of which nothing comes. Only an operator can: they see the provider's
/// console and the bill.
/// </summary>
public sealed class ResolveTake
{
    private readonly Studio _studio;

    /// <param name="studio">Open for writing.</param>
    public ResolveTake(Studio studio) => _studio = studio;

    /// <summary>The states in which a take can be settled.</summary>
    public static IReadOnlyList<TakeState> Open { get; } =
        [TakeState.Submitting, TakeState.Unknown, TakeState.Submitted, TakeState.Generated];

    /// <summary>
    /// The work is known under this name: the provider is asked for it, and the take goes on from what the provider says. The
    /// next run fetches the clip; nothing is paid again.
    /// </summary>
    /// <exception cref="RunRefusedException">The take is not unknown, the name is another take's, or the provider does not know it.</exception>
    public async Task<Take> AdoptAsync(string takeId, string operationName, CancellationToken cancellationToken)
    {
        Take take = RequireOperation(await GetAsync(takeId, [TakeState.Unknown], cancellationToken));
        await RefuseOthersAsync(take, operationName, cancellationToken);
        PollOutcome seen = await _studio.Providers.Open(take.Provider).PollAsync(operationName, cancellationToken);
        switch (seen)
        {
            case PollOutcome.Gone { Error: { } gone }:
                throw new RunRefusedException(gone.Code, $"{gone.Message} The take stays unknown.");
            case PollOutcome.Unreachable { Error: { } unreachable }:
                throw new RunRefusedException(unreachable.Code, $"{unreachable.Message} The take stays unknown; try again.");
        }

        take = await MoveAsync(await ClaimAsync(take), TakeState.Submitted, new() { OperationName = operationName });
        return seen switch
        {
            PollOutcome.Generated generated =>
                await MoveAsync(take, TakeState.Generated, new() { ResultUri = generated.Videos[0].Uri, BilledUsd = seen.BilledUsd }),
            PollOutcome.Filtered { Error: { } error } => await MoveAsync(take, TakeState.Filtered, Because(take, error, seen)),
            PollOutcome.Failed { Error: { } error } => await MoveAsync(take, TakeState.Failed, Because(take, error, seen)),
            _ => take,
        };
    }

    /// <summary>The clip lies at this address: it is fetched at once, and the take succeeds with it.</summary>
    /// <exception cref="RunRefusedException">The take waits for no clip, or its shot is not there any more.</exception>
    public async Task<AssetResult> FetchAsync(string takeId, string uri, CancellationToken cancellationToken)
    {
        Take take = RequireOperation(
            await GetAsync(takeId, [TakeState.Unknown, TakeState.Submitted, TakeState.Generated], cancellationToken));
        take = await MoveAsync(await ClaimAsync(take), TakeState.Generated, new() { ResultUri = uri });
        TakePlans plans = new(_studio, [take], RunGoal.Fetched, until: null);
        PlannedAsset asset = await plans.PlanAsync(take, cancellationToken);
        return await plans.Run(progress: null).RunAsync([asset], cancellationToken).FirstAsync(cancellationToken);
    }

    /// <summary>
    /// Nothing will come of it: the shot may be made again. Its price stays counted as spent. Also for work that the provider
    /// never finishes and clips that it does not hand out.
    /// </summary>
    /// <exception cref="RunRefusedException">The take has ended already.</exception>
    public async Task<Take> WriteOffAsync(string takeId, CancellationToken cancellationToken) => await MoveAsync(
        await GetAsync(takeId, [TakeState.Unknown, TakeState.Submitted, TakeState.Generated], cancellationToken),
        TakeState.WrittenOff,
        new() { Error = new TakeError("written-off", "Given up by the operator; its price counts as spent.") });

    // One operation gives one clip: two takes that share it would put the same picture into two shots, and hide a paid one.
    private async Task RefuseOthersAsync(Take take, string operationName, CancellationToken cancellationToken)
    {
        await foreach (Take other in _studio.Ledger.ReadAsync(new() { Kind = AssetKind.Video }, cancellationToken))
        {
            if (other.Id != take.Id && other.OperationName == operationName && other.Provider == take.Provider)
            {
                throw new RunRefusedException(
                    "operation-taken",
                    $"{operationName} is the operation of take {other.Id} ({other.Asset.Name}, {other.State.Name()}). Take {take.Id} stays "
                    + "unknown, and nothing was charged. Look for another operation in the provider's console, or write the take off.");
            }
        }
    }

    private async Task<Take> GetAsync(string takeId, TakeState[] states, CancellationToken cancellationToken)
    {
        Take found = await FindAsync(takeId, cancellationToken)
            ?? throw new RunRefusedException("take-not-found", $"There is no take {takeId} in {_studio.Location}.");
        if (found.State != TakeState.Unknown && new TakeOwners(_studio.Time).IsAlive(found))
        {
            throw new RunRefusedException(
                "take-busy", $"Take {takeId} is {found.State.Name()} and being made by a process that is running ({found.Owner}). Stop it first.");
        }

        if (found.State == TakeState.Submitting)
        {
            await new SettleAbandonedTakes(_studio, found.Provider).RunAsync(found.Asset.StoryId, cancellationToken);
            found = await FindAsync(takeId, cancellationToken) ?? found;
        }

        return Array.IndexOf(states, found.State) >= 0 ? found : throw new RunRefusedException(
            "take-not-unknown",
            $"Take {takeId} is {found.State.Name()}, and this settles only what is {string.Join(" or ", states.Select(static s => s.Name()))}.");
    }

    // What comes with the answer to its call is lost with that answer: no provider has a name or an address for it.
    private static Take RequireOperation(Take take) => take.Asset.HasOperation ? take : throw new RunRefusedException(
        "take-without-operation",
        $"What take {take.Id} was to make comes with the answer to its call: there is no operation to adopt and no address to fetch "
        + "from. Write it off (Resolve-ShotTake -WriteOff, storyvideo resolve TAKE --write-off); the next run then makes another.");

    private async Task<Take?> FindAsync(string takeId, CancellationToken cancellationToken)
    {
        await foreach (Take take in _studio.Ledger.ReadAsync(new() { TakeId = takeId }, cancellationToken))
        {
            return take;
        }

        return null;
    }

    // The process that left it behind may live on, and so may this one: whichever comes next goes on with it.
    private async Task<Take> ClaimAsync(Take take) =>
        await _studio.Ledger.ClaimAsync(take, null, CancellationToken.None)
        ?? throw new RunRefusedException("take-busy", $"Take {take.Id} has been dealt with by another process meanwhile. Look again.");

    private Task<Take> MoveAsync(Take take, TakeState state, TakeChange change) =>
        _studio.Ledger.MoveAsync(take.Id, state, change, CancellationToken.None);

    private static TakeChange Because(Take take, ProviderError error, PollOutcome seen) => new()
    {
        Error = new TakeError(error.Code, error.Message) { Answer = error.Raw },
        BilledUsd = TakePrices.Bill(take, error, seen.BilledUsd),
    };
}
