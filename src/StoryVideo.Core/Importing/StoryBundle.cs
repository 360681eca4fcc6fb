using System.Runtime.CompilerServices;
using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Importing;

/// <summary>
/// A story as a folder: <c>story.json</c> and, beside it, <c>generated/…</c>. Opening reads the whole file once and
/// checks everything; the shots are then read again, one at a time, so that any storyboard fits into memory.
/// </summary>
public sealed class StoryBundle
{
    private readonly StoryFile _file;
    private readonly BundleFolder _files;
    private readonly IReadOnlyDictionary<string, Scenelet> _sceneletByName;

    private StoryBundle(
        string folder, StoryFile file, BundleFolder files, StoryScan scan, IReadOnlyList<ImportProblem> warnings)
    {
        Folder = folder;
        _file = file;
        _files = files;
        _sceneletByName = scan.SceneletByName;
        Story = scan.Story;
        Scenelets = scan.Scenelets;
        Warnings = warnings;
    }

    /// <summary>
    /// The story with its documents as they are stored: the visual one bare, the audio one as
    /// <c>{"audio_design_document": …}</c>, each as written to the byte.
    /// </summary>
    public Story Story { get; }

    /// <summary>
    /// The scenelets in the order of the story; <see cref="Scenelet.Id"/> is what names their folders.
    /// </summary>
    public IReadOnlyList<Scenelet> Scenelets { get; }

    public int ShotCount => Story.ShotCount;

    /// <summary>What is odd and yet no reason to refuse the bundle.</summary>
    public IReadOnlyList<ImportProblem> Warnings { get; }

    /// <summary>The folder that holds the story file.</summary>
    public string Folder { get; }

    /// <summary>The folder of the files that come along; null where there is none.</summary>
    public string? GeneratedFolder => _files.Path;

    /// <summary>Reads and checks a bundle.</summary>
    /// <param name="path">The folder, or the story file in it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImportException">Anything is wrong with it; the exception lists everything.</exception>
    public static async Task<StoryBundle> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        string file = Locate(path);
        string folder = Path.GetDirectoryName(file)!;
        FindingList findings = new();
        StoryFile story = new(file);
        StoryScan scan = new(findings);
        await scan.RunAsync(story, cancellationToken);
        BundleFolder files = new(folder);
        foreach (BundleFile _ in files.Files(findings))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return findings.HasProblems
            ? throw new ImportException(file, findings.Problems(), findings.Warnings())
            : new StoryBundle(folder, story, files, scan, findings.Warnings());
    }

    /// <summary>The shots in the order of the file, read anew each time.</summary>
    /// <exception cref="ImportException">The file changed since it was opened.</exception>
    public async IAsyncEnumerable<StoryShot> ReadShotsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        FindingList none = new();
        await foreach (StoryFilePart part in _file.ReadAsync(cancellationToken))
        {
            if (part.Shot is not null)
            {
                yield return ReadShot(part, none);
            }
        }
    }

    /// <summary>The regular files below <see cref="GeneratedFolder"/>, sorted by folder and name.</summary>
    /// <exception cref="ImportException">The files changed since the bundle was opened.</exception>
    public IEnumerable<BundleFile> Files()
    {
        FindingList findings = new();
        foreach (BundleFile file in _files.Files(findings))
        {
            yield return file;
        }

        if (findings.HasProblems)
        {
            throw new ImportException(Folder, findings.Problems());
        }
    }

    private static string Locate(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ImportException("The bundle", [new ImportProblem("$", "needs the path of a folder or file")]);
        }

        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            string file = Path.Combine(full, StoryFile.Name);
            return File.Exists(file)
                ? file
                : throw new ImportException(path, [new ImportProblem("$", $"is a folder without {StoryFile.Name}")]);
        }

        return File.Exists(full)
            ? full
            : throw new ImportException(path, [new ImportProblem("$", "does not exist")]);
    }

    private StoryShot ReadShot(StoryFilePart part, FindingList findings)
    {
        using JsonDocument document = JsonDocument.Parse(part.Json, JsonText.Strict);
        ShotEntry shot = ShotEntry.Read(document.RootElement, part.Path, findings);
        return shot is { SceneletId: string name, ShotIndex: int index, StoryboardPayload: JsonElement payload }
            && _sceneletByName.TryGetValue(name, out Scenelet? scenelet)
            ? new StoryShot
            {
                StoryId = Story.Id,
                StoryTitle = Story.DisplayName,
                SceneletId = scenelet.Id,
                SceneletLabel = scenelet.Label,
                SceneletSequence = scenelet.Sequence,
                ShotIndex = index,
                StoryboardPayload = payload.GetRawText(),
                KeyFrameImagePath = shot.KeyFrameImagePath,
                AudioFilePath = shot.AudioFilePath,
                VideoFilePath = shot.VideoFilePath,
            }
            : throw new ImportException(Folder, [new(part.Path.ToString(), "changed while it was imported")]);
    }
}
