using StoryVideo.Ledger;

namespace StoryVideo.Tasks;

/// <summary>The takes of a story's clips, by shot, as they were when a run began.</summary>
internal sealed class TakeHistory
{
    private readonly Dictionary<string, Past> _byAsset = new(StringComparer.Ordinal);

    public static async Task<TakeHistory> ReadAsync(ITakeLedger ledger, string storyId, CancellationToken cancellationToken)
    {
        TakeHistory history = new();
        TakeFilter filter = new() { StoryId = storyId, Kind = AssetKind.Video };
        await foreach (Take take in ledger.ReadAsync(filter, cancellationToken))
        {
            Past past = history._byAsset.GetValueOrDefault(take.Asset.Name) ?? new Past(null, null, null);
            history._byAsset[take.Asset.Name] = new Past(
                take.State.IsLive() ? take : past.Live, take.IsSelected ? take : past.Selected, take);
        }

        return history;
    }

    public Past Of(AssetKey asset) => _byAsset.GetValueOrDefault(asset.Name) ?? new Past(null, null, null);

    /// <param name="Live">The take that is under way; null where none is.</param>
    /// <param name="Selected">The take that the shot's path points at.</param>
    /// <param name="Latest">The last attempt.</param>
    internal sealed record Past(Take? Live, Take? Selected, Take? Latest);
}
