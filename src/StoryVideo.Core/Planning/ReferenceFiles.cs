using System.Collections.Concurrent;
using StoryVideo.References;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Images of the assets folder, each looked at and hashed once a run: a sheet serves hundreds of shots.</summary>
public sealed class ReferenceFiles : IReferenceFiles
{
    private readonly AssetFolder _assets;
    private readonly ImagesAhead? _ahead;
    private readonly ConcurrentDictionary<AssetPath, ReferenceFile> _files = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _hashes = new(StringComparer.Ordinal);

    /// <param name="assets">The folder.</param>
    /// <param name="ahead">Images that are taken to be there; null for none.</param>
    public ReferenceFiles(AssetFolder assets, ImagesAhead? ahead = null)
    {
        _assets = assets;
        _ahead = ahead;
    }

    /// <inheritdoc/>
    public ReferenceFile Look(AssetPath path) => _files.GetOrAdd(path, LookNow);

    /// <summary>SHA-256 of an image's bytes.</summary>
    public Task<string> HashAsync(string fullPath) =>
        _hashes.GetOrAdd(
            fullPath, p => new Lazy<Task<string>>(() => _ahead is not null && !File.Exists(p)
                ? Task.FromResult(ImagesAhead.Detail)
                : AssetFolder.HashAsync(p, CancellationToken.None))).Value;

    private ReferenceFile LookNow(AssetPath path)
    {
        ReferenceFile file = From(_assets.Look(path));
        return file.State == ReferenceFileState.Missing && _ahead?.Holds(path) == true
            ? file with { State = ReferenceFileState.Usable, MimeType = "image/png", Detail = ImagesAhead.Detail }
            : file;
    }

    private static ReferenceFile From(ImageHeader header) => header switch
    {
        { Problem: { } problem } => new(ReferenceFileState.Unreadable, header.FullPath, 0, "", problem),
        { Bytes: null } => new(ReferenceFileState.Missing, header.FullPath, 0, ""),
        { Bytes: 0 } => new(ReferenceFileState.Empty, header.FullPath, 0, ""),
        { MimeType: { } type, Bytes: { } bytes } => new(ReferenceFileState.Usable, header.FullPath, bytes, type),
        _ => new(ReferenceFileState.NotAnImage, header.FullPath, header.Bytes ?? 0, ""),
    };
}
