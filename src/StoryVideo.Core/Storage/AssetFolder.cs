using System.Globalization;
using System.Security.Cryptography;
using StoryVideo.Stories;

namespace StoryVideo.Storage;

/// <summary>The folder that holds images and clips. Every path that comes from data stays inside it.</summary>
public sealed class AssetFolder
{
    private const int MostLinks = 40;

    private readonly string _root;

    /// <param name="root">Full path; need not exist yet.</param>
    public AssetFolder(string root) => _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>Full path of the folder.</summary>
    public string Root => _root;

    /// <summary>The file of an asset, whether it exists or not.</summary>
    /// <exception cref="StoreException">A link on the way leads out of the folder.</exception>
    public string Resolve(AssetPath path) => WhyRefused(path) is { } why ? throw new StoreException(why) : PathOf(path);

    /// <summary>Why an asset's file is not touched, in a sentence; null where nothing speaks against it.</summary>
    public string? WhyRefused(AssetPath path)
    {
        string folder = _root;
        foreach (string segment in path.Value.Split('/'))
        {
            folder = Path.Combine(folder, segment);
            if (new FileInfo(folder).LinkTarget is not null && !LeadsInside(folder, StringComparison.Ordinal))
            {
                return $"'{path}' is refused: '{folder}' is a link that leads out of the assets folder.";
            }
        }

        return null;
    }

    /// <summary>Whether the asset has a file that may be used.</summary>
    public bool Exists(AssetPath path) => File.Exists(PathOf(path)) && WhyRefused(path) is null;

    /// <summary>Whether a file lies in the folder, or would lie there, once every link on its way is followed.</summary>
    /// <param name="path">Full path.</param>
    public bool Holds(string path) => LeadsInside(path, StringComparison.OrdinalIgnoreCase);

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
    /// <param name="path">What the file becomes.</param>
    /// <param name="takeId">Whose it is.</param>
    /// <param name="begunAs">
    /// What the file was to become when it was begun, where the bytes have decided otherwise since; null where they have not.
    /// </param>
    public AssetDraft Draft(AssetPath path, string takeId, AssetPath? begunAs = null)
    {
        string begun = Resolve(begunAs ?? path);
        string folder = Path.GetDirectoryName(begun)!;
        Directory.CreateDirectory(folder);
        return new AssetDraft(Resolve(path), Path.Combine(folder, $".{Path.GetFileName(begun)}.{takeId}.part"));
    }

    /// <summary>
    /// Moves an asset's file out of the way, to <c>takes/</c> under the name of the take it belongs to, and tells where it is
    /// now; null where there is none. Where another file has that name already, the name gets a number.
    /// </summary>
    public AssetPath? KeepEarlier(AssetPath path, string takeId)
    {
        string from = Resolve(path);
        if (!File.Exists(from))
        {
            return null;
        }

        AssetPath kept = AssetNames.Earlier(path, takeId);
        for (int number = 2; File.Exists(Resolve(kept)) && !HaveSameBytes(from, Resolve(kept)); number++)
        {
            kept = AssetNames.Earlier(path, string.Create(CultureInfo.InvariantCulture, $"{takeId}-{number}"));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Resolve(kept))!);
        File.Move(from, Resolve(kept), overwrite: true);
        return kept;
    }

    /// <summary>Renames a file; nothing may stand where it goes.</summary>
    public void Move(AssetPath from, AssetPath to)
    {
        string target = Resolve(to);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(Resolve(from), target, overwrite: false);
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
            isReplaced = KeepEarlier(path, "imported-over-" + earlier[..16]) is not null;
        }

        draft.Publish();
        return isReplaced ? CopyOutcome.Replaced : CopyOutcome.Copied;
    }

    private static bool HaveSameBytes(string one, string other)
    {
        using FileStream first = File.OpenRead(one);
        using FileStream second = File.OpenRead(other);
        return first.Length == second.Length && SHA256.HashData(first).AsSpan().SequenceEqual(SHA256.HashData(second));
    }

    /// <summary>Where a path leads in the end, every link on its way followed; null where that is nowhere.</summary>
    private static string? Follow(string path, ref int links)
    {
        string real = Path.GetPathRoot(path)!;
        foreach (string segment in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.GetFullPath(segment, real);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                if (++links > MostLinks || Follow(Path.Combine(real, target), ref links) is not { } end)
                {
                    return null;
                }

                next = end;
            }

            real = next;
        }

        return real;
    }

    private string PathOf(AssetPath path) => Path.Combine(_root, path.Value.Replace('/', Path.DirectorySeparatorChar));

    private bool LeadsInside(string path, StringComparison comparison)
    {
        int links = 0;
        return Follow(path, ref links) is { } end
            && Follow(_root, ref links) is { } root
            && (end + Path.DirectorySeparatorChar).StartsWith(root + Path.DirectorySeparatorChar, comparison);
    }
}
