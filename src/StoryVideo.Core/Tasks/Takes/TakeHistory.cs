using StoryVideo.Ledger;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Tasks.Takes;

/// <summary>The takes of assets of one kind, by name, as they really stood when they were read.</summary>
internal sealed class TakeHistory
{
    private static readonly Past s_none = new(null, null, null, 0);

    private readonly Dictionary<(AssetKind Kind, string Name), Past> _byAsset = [];

    /// <param name="studio">Where the takes are.</param>
    /// <param name="filters">Which.</param>
    /// <param name="provider">Whose assets are made now; null for nobody's.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<TakeHistory> ReadAsync(
        Studio studio, IEnumerable<TakeFilter> filters, string? provider, CancellationToken cancellationToken)
    {
        TakeHistory history = new();
        TakeOwners owners = new(studio.Time);
        foreach (TakeFilter filter in filters)
        {
            await foreach (Take row in studio.Ledger.ReadAsync(filter, cancellationToken))
            {
                history.Add(AbandonedTakes.Seen(row, owners, provider));
            }
        }

        return history;
    }

    public Past Of(AssetKey asset) => _byAsset.GetValueOrDefault((asset.Kind, asset.Name)) ?? s_none;

    private void Add(Take take)
    {
        Past past = Of(take.Asset);
        _byAsset[(take.Asset.Kind, take.Asset.Name)] = new Past(
            take.State.IsLive() ? take : past.Live, take.IsSelected ? take : past.Selected, take, past.Count + 1);
    }

    /// <param name="Live">The take that is under way; null where none is.</param>
    /// <param name="Selected">The take that the asset's path points at.</param>
    /// <param name="Latest">The last attempt.</param>
    /// <param name="Count">How many attempts there were.</param>
    internal sealed record Past(Take? Live, Take? Selected, Take? Latest, int Count);
}
