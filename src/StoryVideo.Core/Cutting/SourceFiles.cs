namespace StoryVideo.Cutting;

/// <summary>
/// The files of a cut list as they were when it was looked at. Coded frames are taken from where they lay then: of a clip that was
/// replaced meanwhile they would be noise.
/// </summary>
internal sealed class SourceFiles
{
    private readonly List<(string Name, string Path, (long Length, DateTime Changed)? State)> _files;

    public SourceFiles(CutList list) => _files =
    [
        .. list.Entries.SelectMany(static e => new[] { (e.Name, Path: e.File), (e.Name, Path: e.Track) })
            .Where(static f => f.Path is not null)
            .DistinctBy(static f => f.Path, StringComparer.Ordinal)
            .Select(static f => (f.Name, f.Path!, StateOf(f.Path!))),
    ];

    public bool HaveChanged => _files.Exists(HasChanged);

    /// <exception cref="CutException">A file has gone, or is another.</exception>
    public void ThrowIfChanged()
    {
        if (_files.Find(HasChanged) is { Path: { } path, Name: var name })
        {
            throw new CutException(
                "cut-failed",
                $"{name}: '{path}' {(File.Exists(path) ? "was changed" : "was taken away")} while the film was cut. Nothing was charged, and a film that was there "
                + "before still is. Cut it again with Join-StoryVideo (storyvideo join) when nothing else works on the story.");
        }
    }

    private static bool HasChanged((string Name, string Path, (long Length, DateTime Changed)? State) file) => StateOf(file.Path) != file.State;

    private static (long Length, DateTime Changed)? StateOf(string path) =>
        new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : null;
}
