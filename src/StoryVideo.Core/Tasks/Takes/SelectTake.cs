using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Takes;

/// <summary>
/// Swaps the selected take of an asset for an earlier one; free. The asset's path points at a file that is there at every moment:
/// first the ledger is turned to where the wanted file lies, then the files change places.
/// </summary>
public sealed class SelectTake
{
    private readonly Studio _studio;

    /// <param name="studio">Open for writing.</param>
    public SelectTake(Studio studio) => _studio = studio;

    /// <exception cref="RunRefusedException">There is no such take, it has no file, or it is gone or has changed.</exception>
    public async Task<Take> RunAsync(string takeId, CancellationToken cancellationToken)
    {
        Take wanted = await FindAsync(t => t.Id == takeId, new() { TakeId = takeId }, cancellationToken)
            ?? throw new RunRefusedException("take-not-found", $"There is no take {takeId} in {_studio.Location}.");
        if (wanted is not { State: TakeState.Succeeded, File: { } file })
        {
            throw new RunRefusedException("take-without-clip", $"Take {takeId} is {wanted.State.Name()} and has no file to select.");
        }

        // A design has one path and may have several images, each with takes of its own: choosing one of them turns the path to it.
        bool isOneOfSeveral = wanted.Asset.DesignId is not null;
        if (wanted.IsSelected && !isOneOfSeveral)
        {
            return wanted;
        }

        AssetPath lies = await LocateAsync(wanted, file, cancellationToken);
        TakeFilter siblings = new() { StoryId = wanted.Asset.StoryId, Kind = wanted.Asset.Kind, AssetName = wanted.Asset.Name };
        HashSet<string> places = [.. AssetNames.Variants(HomeOf(wanted)).Select(static p => p.Stored)];
        Take? present = await FindAsync(t => t.Id != takeId && t.File is { } f && places.Contains(f.Path), siblings, cancellationToken);
        await _studio.Ledger.MoveFileAsync(takeId, lies.Stored, cancellationToken);
        wanted = await _studio.Ledger.SelectAsync(takeId, cancellationToken);
        return await ChangePlacesAsync(wanted, lies, present);
    }

    private async Task<Take?> FindAsync(Func<Take, bool> isIt, TakeFilter filter, CancellationToken cancellationToken)
    {
        Take? found = null;
        await foreach (Take take in _studio.Ledger.ReadAsync(filter, cancellationToken))
        {
            found = isIt(take) ? take : found;
        }

        return found;
    }

    private async Task<AssetPath> LocateAsync(Take take, TakeFile file, CancellationToken cancellationToken)
    {
        foreach (AssetPath path in TakeFiles.Find(_studio.Assets, take, HomeOf(take)))
        {
            if (await AssetFolder.HashAsync(_studio.Assets.Resolve(path), cancellationToken) == file.Sha256)
            {
                return path;
            }
        }

        throw new RunRefusedException(
            "take-file-missing", $"The file of take {take.Id} is not at '{file.Path}' any more, or has been changed. Nothing was swapped.");
    }

    private async Task<Take> ChangePlacesAsync(Take wanted, AssetPath lies, Take? present)
    {
        AssetPath home = HomeOf(wanted);
        if (lies == home)
        {
            return wanted;
        }

        foreach (AssetPath place in AssetNames.Variants(home))
        {
            Take? displaced = present?.File?.Path == place.Stored ? present : null;
            AssetPath? kept = _studio.Assets.KeepEarlier(place, displaced?.Id ?? "untracked-before-" + wanted.Id);
            if (kept is not null && displaced is not null)
            {
                await _studio.Ledger.MoveFileAsync(displaced.Id, kept.Stored, CancellationToken.None);
            }
        }

        _studio.Assets.Move(lies, home);
        await _studio.Ledger.MoveFileAsync(wanted.Id, home.Stored, CancellationToken.None);
        return wanted with { File = wanted.File! with { Path = home.Stored } };
    }

    // An image's extension is that of its bytes, and so of the file that it has.
    private static AssetPath HomeOf(Take take)
    {
        AssetPath home = AssetFiles.HomeOf(take.Asset);
        return take.File is { } file ? AssetNames.WithExtension(home, Path.GetExtension(file.Path)) : home;
    }
}
