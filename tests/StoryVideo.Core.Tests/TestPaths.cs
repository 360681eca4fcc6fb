namespace StoryVideo.Core.Tests;

/// <summary>Where the repository lies that these tests were built from.</summary>
internal static class TestPaths
{
    public static string Repository { get; } = FindRepository();

    public static string Fixtures => Path.Combine(Repository, "fixtures");

    /// <summary>All files below a folder whose names match, in a stable order.</summary>
    public static IEnumerable<string> FilesBelow(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string FindRepository()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StoryVideo.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
