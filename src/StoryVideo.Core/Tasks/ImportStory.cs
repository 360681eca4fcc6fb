using StoryVideo.Importing;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>
/// Brings a story bundle into the database and its files into the assets folder. A second import updates the story; it loses
/// no path, no take and no file.
/// </summary>
public sealed class ImportStory
{
    private readonly Studio _studio;

    /// <param name="studio">Open for writing.</param>
    public ImportStory(Studio studio) => _studio = studio;

    /// <param name="path">The bundle's folder, or the story file in it.</param>
    /// <param name="cancellationToken">Gives up; before the transaction commits, nothing of the story is there.</param>
    /// <exception cref="ImportException">The bundle is refused whole; the exception lists everything that is wrong.</exception>
    /// <exception cref="StoreException">The database cannot take a story of this id.</exception>
    public async Task<ImportSummary> RunAsync(string path, CancellationToken cancellationToken) => await RunAsync(
        await StoryBundle.OpenAsync(Path.GetFullPath(path, _studio.Settings.BaseFolder), cancellationToken), cancellationToken);

    /// <summary>Of a bundle that was read before the store was opened, so that one that is refused makes no store.</summary>
    /// <inheritdoc cref="RunAsync(string, CancellationToken)"/>
    public async Task<ImportSummary> RunAsync(StoryBundle bundle, CancellationToken cancellationToken)
    {
        _studio.Stories.RefuseKeyThatDoesNotFit(bundle.Story.Id);

        // Files first: a story whose images are not there yet is worse than images that no story names yet.
        List<CopyOutcome?> copies = await CopyFilesAsync(bundle, cancellationToken);
        Story? before = await _studio.Stories.ReadAsync(bundle.Story.Id, cancellationToken);
        Story story = bundle.Story with
        {
            VisualDesignDocument = bundle.Story.VisualDesignDocument is { } visual
                ? DesignPaths.CarryOver(visual, before?.VisualDesignDocument)
                : null,
        };
        int added = await _studio.Stories.ImportAsync(
            story, bundle.Scenelets, bundle.ReadShotsAsync(cancellationToken), cancellationToken);
        return new ImportSummary
        {
            Story = story,
            Scenelets = bundle.Scenelets.Count,
            Shots = bundle.ShotCount,
            NewShots = added,
            FilesCopied = copies.Count(static c => c is CopyOutcome.Copied or CopyOutcome.Replaced),
            FilesReplaced = copies.Count(static c => c == CopyOutcome.Replaced),
            ClipsKept = copies.Count(static c => c is null),
            Warnings = bundle.Warnings,
        };
    }

    private async Task<List<CopyOutcome?>> CopyFilesAsync(StoryBundle bundle, CancellationToken cancellationToken)
    {
        List<CopyOutcome?> copies = [];
        bool isAssetsFolder = bundle.GeneratedFolder is { } generated
            && Path.TrimEndingDirectorySeparator(Path.GetFullPath(generated)) == _studio.Assets.Root;
        if (isAssetsFolder)
        {
            return copies;
        }

        foreach (BundleFile file in bundle.Files())
        {
            bool isClip = Path.GetExtension(file.Path.Value).Equals(".mp4", StringComparison.OrdinalIgnoreCase);
            copies.Add(isClip && _studio.Assets.Exists(file.Path)
                ? null
                : await _studio.Assets.CopyInAsync(file.FullPath, file.Path, cancellationToken));
        }

        return copies;
    }
}
