using StoryVideo.Ledger;
using StoryVideo.Planning;

namespace StoryVideo.Tasks.Plans;

/// <summary>
/// Tells what has changed in a story since an asset was made: the plan is made again with the take's own model and options, and
/// its fingerprint compared part by part.
/// </summary>
internal sealed class FindStale
{
    private readonly PlanFingerprint _fingerprint;
    private readonly AssetRequest? _wanted;

    /// <param name="fingerprint">Takes fingerprints.</param>
    /// <param name="wanted">
    /// What assets are wanted to be: a model or shape that it names tells on those of another one. What it does not name is no
    /// change, or everything that was made with another option than today's default would be born stale. Null names nothing.
    /// </param>
    public FindStale(PlanFingerprint fingerprint, AssetRequest? wanted)
    {
        _fingerprint = fingerprint;
        _wanted = wanted;
    }

    /// <summary>Names of the parts that have changed; empty where the asset shows what is there now.</summary>
    /// <param name="selected">The take that is shown.</param>
    /// <param name="again">The plan with its model and options; null where it cannot be made, and so cannot be compared.</param>
    public async Task<IReadOnlyList<string>> ChangesAsync(Take selected, AssetPlan? again)
    {
        IReadOnlyList<string> named = [.. NamedOtherwise(selected)];
        return again is { Prompt: not null }
            ? [.. (await _fingerprint.OfAsync(again)).ChangedSince(selected.FingerprintParts), .. named]
            : named;
    }

    private IEnumerable<string> NamedOtherwise(Take take)
    {
        if (_wanted?.NamedParameters.Any(p => take.Parameters.GetValueOrDefault(p.Key) != p.Value) == true)
        {
            yield return "format";
        }

        if (_wanted is { IsAuto: false, Model: { } model } && !string.Equals(model, take.Model, StringComparison.OrdinalIgnoreCase))
        {
            yield return "model";
        }
    }
}
