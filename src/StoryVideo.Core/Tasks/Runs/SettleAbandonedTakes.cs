using StoryVideo.Ledger;

namespace StoryVideo.Tasks.Runs;

/// <summary>Moves takes whose process has ended to the state that they are really in.</summary>
internal sealed class SettleAbandonedTakes
{
    private readonly Studio _studio;
    private readonly string? _provider;

    /// <param name="studio">Open for writing.</param>
    /// <param name="provider">Whose assets are made now; null for nobody's.</param>
    public SettleAbandonedTakes(Studio studio, string? provider)
    {
        _studio = studio;
        _provider = provider;
    }

    public async Task RunAsync(string storyId, CancellationToken cancellationToken)
    {
        TakeOwners owners = new(_studio.Time);
        TakeFilter live = new() { StoryId = storyId, States = TakeStates.Live };
        List<(Take Take, TakeState State, TakeError Error)> abandoned = [];
        await foreach (Take take in _studio.Ledger.ReadAsync(live, cancellationToken))
        {
            if (AbandonedTakes.EndOf(take, owners, _provider) is { } end)
            {
                abandoned.Add((take, end.State, end.Error));
            }
        }

        foreach ((Take take, TakeState state, TakeError error) in abandoned)
        {
            try
            {
                await _studio.Ledger.MoveAsync(take.Id, state, new() { Error = error }, cancellationToken);
            }
            catch (LedgerException)
            {
                // Another run settled it at the same time.
            }
        }
    }
}
