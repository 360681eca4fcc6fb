using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Checks;

/// <summary>
/// The checks that a story's clips have, by the bytes of the clip: a clip that comes back has its check back. A rehearsed check
/// stands for a paid one only where nothing better is asked for.
/// </summary>
internal sealed class ClipChecks
{
    private readonly Dictionary<(string Asset, string Clip), Take> _paid = [];
    private readonly Dictionary<(string Asset, string Clip), Take> _rehearsed = [];
    private readonly AssetFolder _assets;

    private ClipChecks(AssetFolder assets) => _assets = assets;

    /// <summary>Those of all shots of a story.</summary>
    public static Task<ClipChecks> ReadAsync(Studio studio, string storyId, CancellationToken cancellationToken) =>
        ReadAsync(studio, new TakeFilter { StoryId = storyId }, cancellationToken);

    /// <summary>Those of one shot.</summary>
    public static Task<ClipChecks> ReadAsync(Studio studio, StoryShot shot, CancellationToken cancellationToken) => ReadAsync(
        studio,
        new TakeFilter { StoryId = shot.StoryId, AssetName = AssetKey.Check(shot.StoryId, shot.SceneletId, shot.ShotIndex).Name },
        cancellationToken);

    private static async Task<ClipChecks> ReadAsync(Studio studio, TakeFilter of, CancellationToken cancellationToken)
    {
        ClipChecks checks = new(studio.Assets);
        TakeFilter filter = of with { Kind = AssetKind.Check, States = [TakeState.Succeeded] };
        await foreach (Take take in studio.Ledger.ReadAsync(filter, cancellationToken))
        {
            if (take.FingerprintParts.GetValueOrDefault(PlanFingerprint.SubjectPart) is { } clip)
            {
                (take.Provider == VideoProviders.Rehearsal ? checks._rehearsed : checks._paid)[(take.Asset.Name, clip)] = take;
            }
        }

        return checks;
    }

    /// <summary>The check of a clip, and its file; null where it has none, or its file is gone.</summary>
    /// <param name="shot">The shot.</param>
    /// <param name="sha256">Of the clip.</param>
    /// <param name="rehearsed">A rehearsed one will do.</param>
    public (Take Take, string File, ShotCheck Check)? Of(StoryShot shot, string sha256, bool rehearsed)
    {
        (string, string) key = (AssetKey.Check(shot.StoryId, shot.SceneletId, shot.ShotIndex).Name, sha256);
        Take? take = _paid.GetValueOrDefault(key) ?? (rehearsed ? _rehearsed.GetValueOrDefault(key) : null);
        string? file = take is null ? null : TakeFiles.Find(_assets, take, AssetFiles.HomeOf(take.Asset)).Select(_assets.Resolve).FirstOrDefault();
        return ShotCheck.ReadFile(file) is { } check && check.ClipSha256 == sha256 ? (take!, file!, check) : null;
    }
}
