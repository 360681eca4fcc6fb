using System.Globalization;

namespace StoryVideo.Tasks.Runs;

/// <summary>A folder of temporary copies, gone when this is disposed of.</summary>
internal sealed class ImageCopies : IDisposable
{
    private int _count;

    public string Folder { get; } = Directory.CreateTempSubdirectory("storyvideo-").FullName;

    /// <summary>A name for the next copy.</summary>
    public string Next() => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{_count++}.jpg"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
