namespace StoryVideo.Importing;

/// <summary>Follows every symbolic link in a path, those of its folders included.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    private static readonly char[] s_separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Where a path leads in the end; null where it leads nowhere or in circles.</summary>
    public static string? Of(string path)
    {
        try
        {
            return Follow(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a real path is a real folder or lies in it.</summary>
    public static bool IsInside(string path, string folder) =>
        path == folder
        || path.StartsWith(
            folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);

    private static string? Follow(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full) ?? "/";
        Stack<string> rest = new(Segments(full[real.Length..]).Reverse());
        int links = 0;
        while (rest.TryPop(out string? segment))
        {
            string next = Path.GetFullPath(segment, real);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (entry.LinkTarget is not string target)
            {
                if (!entry.Exists)
                {
                    return null;
                }

                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            string root = Path.GetPathRoot(target) ?? "";
            real = root.Length > 0 ? root : real;
            foreach (string part in Segments(target[root.Length..]).Reverse())
            {
                rest.Push(part);
            }
        }

        return real;
    }

    private static string[] Segments(string path) =>
        path.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
}
