using System.Security.Cryptography;
using StoryVideo.Stories;

namespace StoryVideo.Storage;

/// <summary>The folder that holds images and clips. Every path that comes from data stays inside it.</summary>
public sealed class AssetFolder
{
    private readonly string _root;

    /// <param name="root">Full path; need not exist yet.</param>
    public AssetFolder(string root) => _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Full path of the folder.</summary>
    public string Root => _root;

    /// <summary>The file of an asset, whether it exists or not.</summary>
    /// <exception cref="StoreException">A link on the way leads out of the folder.</exception>
    public string Resolve(AssetPath path)
    {
        string full = Path.Combine(_root, path.Value.Replace('/', Path.DirectorySeparatorChar));
        string folder = _root;
        foreach (string segment in path.Value.Split('/'))
        {
            folder = Path.Combine(folder, segment);
            FileInfo entry = new(folder);
            if (entry.LinkTarget is not null && !IsInside(entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName))
            {
                throw new StoreException($"'{path}' is refused: '{folder}' is a link that leads out of the assets folder.");
            }
        }

        return full;
    }

    public bool Exists(AssetPath path) => File.Exists(Resolve(path));

    /// <summary>Why nothing can be written here, tried with an empty file; null where it can. The folder is made where it is missing.</summary>
    public string? FindObstacle()
    {
        try
        {
            Directory.CreateDirectory(_root);
            string probe = Path.Combine(_root, ".storyvideo-" + Path.GetRandomFileName());
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>Looks at the first bytes of an image.</summary>
    public ImageHeader Look(AssetPath path)
    {
        try
        {
            return ImageHeader.Read(Resolve(path));
        }
        catch (StoreException e)
        {
            return new ImageHeader(Path.Combine(_root, path.Value), 0, null, e.Message);
        }
    }

    /// <summary>SHA-256 of a file's bytes in lower-case hex.</summary>
    public static async Task<string> HashAsync(string fullPath, CancellationToken cancellationToken)
    {
        await using FileStream stream = File.OpenRead(fullPath);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    /// <summary>
    /// Opens the temporary file of a take, in the folder of its asset and named after both, so that a later run finds it.
    /// </summary>
    public AssetDraft Draft(AssetPath path, string takeId)
    {
        string final = Resolve(path);
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        return new AssetDraft(final, Path.Combine(Path.GetDirectoryName(final)!, $".{Path.GetFileName(final)}.{takeId}.part"));
    }

    /// <summary>Moves an asset's file out of the way, under the name of the take it belongs to; false where there is none.</summary>
    public bool KeepEarlier(AssetPath path, string takeId, out AssetPath kept)
    {
        kept = AssetNames.Earlier(path, takeId);
        string from = Resolve(path);
        if (!File.Exists(from))
        {
            return false;
        }

        string to = Resolve(kept);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);

        // A file that is kept already is this very file: takes and contents name it.
        File.Move(from, to, overwrite: true);
        return true;
    }

    /// <summary>Copies a file in, under a temporary name first. A different file of that name is kept under <c>takes/</c>.</summary>
    public async Task<CopyOutcome> CopyInAsync(string source, AssetPath path, CancellationToken cancellationToken)
    {
        string hash = await HashAsync(source, cancellationToken);
        AssetDraft draft = Draft(path, "import");
        if (await draft.IsInPlaceAsync(hash, cancellationToken))
        {
            return CopyOutcome.Unchanged;
        }

        await using (FileStream from = File.OpenRead(source))
        await using (FileStream to = draft.Open())
        {
            await from.CopyToAsync(to, cancellationToken);
            to.Flush(flushToDisk: true);
        }

        bool isReplaced = false;
        if (Exists(path))
        {
            string earlier = await HashAsync(Resolve(path), cancellationToken);
            isReplaced = KeepEarlier(path, "imported-over-" + earlier[..16], out _);
        }

        draft.Publish();
        return isReplaced ? CopyOutcome.Replaced : CopyOutcome.Copied;
    }

    private bool IsInside(string? fullPath) =>
        fullPath is not null
        && (Path.GetFullPath(fullPath) + Path.DirectorySeparatorChar)
            .StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
