using StoryVideo.Stories;

namespace StoryVideo.Importing;

/// <summary>The files that lie beside a <c>story.json</c>.</summary>
internal sealed class BundleFolder
{
    private const string Generated = "generated";

    // By default hidden and unreadable entries are passed over without a word.
    private static readonly EnumerationOptions s_everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    private readonly string _folder;
    private readonly string _generated;

    public BundleFolder(string folder)
    {
        _folder = folder;
        _generated = System.IO.Path.Combine(folder, Generated);
    }

    /// <summary>The folder of generated files; null where there is none.</summary>
    public string? Path => Directory.Exists(_generated) ? _generated : null;

    /// <summary>
    /// Every regular file below <see cref="Path"/>; what cannot be taken along goes into the findings.
    /// </summary>
    public IEnumerable<BundleFile> Files(FindingList findings)
    {
        if (File.Exists(_generated))
        {
            findings.Add(Generated, "must be a folder");
        }

        if (Path is null)
        {
            return [];
        }

        string? home = RealPath.Of(_folder);
        return home is null ? [] : Walk(new DirectoryInfo(_generated), Generated, home, [], findings);
    }

    private static IEnumerable<BundleFile> Walk(
        DirectoryInfo folder, string path, string home, IReadOnlyList<string> above, FindingList findings)
    {
        if (Target(folder, path, home, findings) is not string real)
        {
            yield break;
        }

        if (above.Contains(real, StringComparer.Ordinal))
        {
            findings.Add(path, "is a link to a folder that it lies in");
            yield break;
        }

        foreach (FileSystemInfo entry in List(folder, path, findings))
        {
            string inner = $"{path}/{entry.Name}";
            if (entry is DirectoryInfo directory)
            {
                foreach (BundleFile file in Walk(directory, inner, home, [.. above, real], findings))
                {
                    yield return file;
                }
            }
            else if (Read(entry, inner, home, findings) is BundleFile file)
            {
                yield return file;
            }
        }
    }

    private static BundleFile? Read(FileSystemInfo entry, string path, string home, FindingList findings)
    {
        if (Target(entry, path, home, findings) is not string real)
        {
            return null;
        }

        if (!AssetPath.TryParse(path, out AssetPath? asset, out string? problem) || asset.Stored != path)
        {
            findings.Add(path, $"has a name that cannot be stored{(problem is null ? "" : $": {problem}")}");
            return null;
        }

        // Nothing can be shown from an empty file, and pipes and devices look like one.
        long length = new FileInfo(real).Length;
        if (length == 0)
        {
            findings.Warn(path, "is empty and not imported");
            return null;
        }

        return new BundleFile(asset, entry.FullName, length);
    }

    private static string? Target(FileSystemInfo entry, string path, string home, FindingList findings)
    {
        string? real = RealPath.Of(entry.FullName);
        if (real is null)
        {
            findings.Add(path, "is a link that leads nowhere");
            return null;
        }

        if (!RealPath.IsInside(real, home))
        {
            findings.Add(path, "is a link to a place outside the bundle");
            return null;
        }

        return real;
    }

    private static FileSystemInfo[] List(DirectoryInfo folder, string path, FindingList findings)
    {
        try
        {
            FileSystemInfo[] entries = folder.GetFileSystemInfos("*", s_everything);
            Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(path, $"cannot be read: {e.Message.TrimEnd('.')}");
            return [];
        }
    }
}
