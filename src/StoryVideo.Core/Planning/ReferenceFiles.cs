using System.Collections.Concurrent;
using StoryVideo.References;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Images of the assets folder, each looked at and hashed once a run: a sheet serves hundreds of shots.</summary>
public sealed class ReferenceFiles : IReferenceFiles
{
    private readonly AssetFolder _assets;
    private readonly ConcurrentDictionary<AssetPath, ReferenceFile> _files = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _hashes = new(StringComparer.Ordinal);

    public ReferenceFiles(AssetFolder assets) => _assets = assets;

    /// <inheritdoc/>
    public ReferenceFile Look(AssetPath path) => _files.GetOrAdd(path, p => From(_assets.Look(p)));

    /// <summary>SHA-256 of an image's bytes.</summary>
    public Task<string> HashAsync(string fullPath) =>
        _hashes.GetOrAdd(
            fullPath, static p => new Lazy<Task<string>>(() => AssetFolder.HashAsync(p, CancellationToken.None))).Value;

    private static ReferenceFile From(ImageHeader header) => header switch
    {
        { Problem: { } problem } => new(ReferenceFileState.Unreadable, header.FullPath, 0, "", problem),
        { Bytes: null } => new(ReferenceFileState.Missing, header.FullPath, 0, ""),
        { Bytes: 0 } => new(ReferenceFileState.Empty, header.FullPath, 0, ""),
        { MimeType: { } type, Bytes: { } bytes } => new(ReferenceFileState.Usable, header.FullPath, bytes, type),
        _ => new(ReferenceFileState.NotAnImage, header.FullPath, header.Bytes ?? 0, ""),
    };
}
