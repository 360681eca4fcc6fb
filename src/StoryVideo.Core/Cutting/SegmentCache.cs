namespace StoryVideo.Cutting;

/// <summary>
/// Pieces of films that were made before, each under the hash of everything that it depends on. A piece is written under a
/// temporary name and renamed when it is whole: what has a name can be used, whoever wrote it and however that ended.
/// </summary>
internal sealed class SegmentCache
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(14);

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

    /// <summary>Whether a piece is there; if so it is kept for another while.</summary>
    public bool Has(string name)
    {
        string path = PathOf(name);
        if (!File.Exists(path))
        {
            return false;
        }

        File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
        return true;
    }

    /// <summary>Makes a piece where it is not there.</summary>
    /// <param name="name">Its name, which holds the hash of what it depends on.</param>
    /// <param name="make">Writes the file that it is given.</param>
    /// <returns>Whether it had to be made.</returns>
    public async Task<bool> MakeAsync(string name, Func<string, Task> make)
    {
        if (Has(name))
        {
            return false;
        }

        string draft = PathOf($".{name}.{Path.GetRandomFileName()}.part");
        try
        {
            await make(draft);
            File.Move(draft, PathOf(name), overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(draft);
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
}
