using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace StoryVideo.Cutting;

/// <summary>
/// Pieces of films that were made before, each under the hash of everything that it depends on. A piece is written under a
/// temporary name and renamed when it is whole, and looked at before it is used again: of what was renamed shortly before a power
/// cut, or lies on a disk that is failing, part may be missing. Such a piece is made anew.
/// </summary>
internal sealed class SegmentCache
{
    private const int SealLength = 16;

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(14);

    private readonly ConcurrentBag<string> _made = [];
    private readonly string _folder;
    private readonly TimeProvider _time;

    public SegmentCache(string folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        Directory.CreateDirectory(folder);
    }

    public string Folder => _folder;

    /// <summary>The file of a piece, whether it is there or not.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>What was kept under a name; null where nothing was, or where it is no longer what was kept.</summary>
    public byte[]? Find(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        byte[] bytes = File.ReadAllBytes(PathOf(name));
        int length = bytes.Length - SealLength;
        return length >= 0 && SealOf(bytes.AsSpan(0, length)).SequenceEqual(bytes.AsSpan(length)) ? bytes[..length] : null;
    }

    /// <summary>Keeps a few bytes under a name, in the place of what was kept there.</summary>
    public Task KeepAsync(string name, byte[] content) =>
        WriteAsync(name, draft => File.WriteAllBytesAsync(draft, [.. content, .. SealOf(content)]));

    /// <summary>Makes a piece where it is not there, or not whole.</summary>
    /// <param name="name">Its name, which holds the hash of what it depends on.</param>
    /// <param name="make">Writes the file that it is given.</param>
    /// <param name="isWhole">Whether a file is all that <paramref name="make"/> writes.</param>
    /// <returns>Whether it had to be made.</returns>
    /// <exception cref="CutException">What was made is not whole.</exception>
    public async Task<bool> MakeAsync(string name, Func<string, Task> make, Func<string, bool> isWhole)
    {
        if (Has(name) && isWhole(PathOf(name)))
        {
            return false;
        }

        await WriteAsync(name, async draft =>
        {
            await make(draft);
            if (!isWhole(draft))
            {
                throw new CutException(
                    "cut-failed",
                    $"A piece of the film that was written to '{_folder}' is not whole. Nothing was charged, and what was made is kept for the next try. "
                    + "Is there room on the disk? Test-StoryVideoSetup (storyvideo doctor) looks at it, and at ffmpeg.");
            }
        });
        return true;
    }

    /// <summary>Deletes what was made and kept through this object.</summary>
    public void ForgetMade()
    {
        // Whoever took a clip away may have taken the pieces too.
        foreach (string path in _made.Select(PathOf).Where(File.Exists))
        {
            File.Delete(path);
        }
    }

    /// <summary>Deletes what no film has used for two weeks, and what runs that were killed have left behind.</summary>
    public void Prune()
    {
        DateTime oldest = (_time.GetUtcNow() - s_kept).UtcDateTime;
        foreach (FileInfo file in new DirectoryInfo(_folder).EnumerateFiles())
        {
            bool isDraft = file.Name.EndsWith(".part", StringComparison.Ordinal);
            if (file.LastWriteTimeUtc < (isDraft ? (_time.GetUtcNow() - TimeSpan.FromDays(1)).UtcDateTime : oldest))
            {
                file.Delete();
            }
        }
    }

    private static ReadOnlySpan<byte> SealOf(ReadOnlySpan<byte> content) => SHA256.HashData(content).AsSpan(0, SealLength);

    // If it is there it is kept for another while.
    private bool Has(string name)
    {
        string path = PathOf(name);
        if (!File.Exists(path))
        {
            return false;
        }

        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
        return true;
    }

    private async Task WriteAsync(string name, Func<string, Task> write)
    {
        string draft = PathOf($".{name}.{Path.GetRandomFileName()}.part");
        try
        {
            await write(draft);
            File.Move(draft, PathOf(name), overwrite: true);
            _made.Add(name);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
