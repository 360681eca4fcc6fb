namespace StoryVideo.Core.Tests.Support;

/// <summary>A folder of its own for files of a test; gone after it.</summary>
internal sealed class SampleFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("storyvideo-sample-").FullName;

    public static byte[] Png { get; } = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0];

    public string PathOf(string path) => Path.Combine(Root, path);

    public string Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string path, byte[] content)
    {
        string full = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return full;
    }

    /// <summary>Every file below the folder with its content, in order: two of these are equal where nothing was written.</summary>
    public string[] Contents() =>
    [
        .. Directory.EnumerateFileSystemEntries(Root, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(static path => File.Exists(path)
                ? $"{path} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))} {File.GetLastWriteTimeUtc(path):O}"
                : path),
    ];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
