using System.Security.Cryptography;

namespace StoryVideo.Storage;

/// <summary>A file on its way: written under a temporary name, flushed to the disk, then renamed.</summary>
public sealed class AssetDraft
{
    private readonly string _finalPath;
    private readonly string _draftPath;

    internal AssetDraft(string finalPath, string draftPath)
    {
        _finalPath = finalPath;
        _draftPath = draftPath;
    }

    /// <summary>Whether there is a temporary file: begun, and not published yet.</summary>
    public bool Exists => File.Exists(_draftPath);

    /// <summary>The empty temporary file, for writing and reading.</summary>
    public FileStream Open() => new(_draftPath, FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);

    /// <summary>Whether the temporary file holds these very bytes, from a run that ended before the rename.</summary>
    public async Task<bool> HoldsAsync(string sha256, CancellationToken cancellationToken) =>
        Exists && await AssetFolder.HashAsync(_draftPath, cancellationToken) == sha256;

    /// <summary>Whether the final file holds these very bytes already.</summary>
    public async Task<bool> IsInPlaceAsync(string sha256, CancellationToken cancellationToken) =>
        File.Exists(_finalPath) && await AssetFolder.HashAsync(_finalPath, cancellationToken) == sha256;

    /// <summary>Flushes what was written to the disk and tells its hash.</summary>
    public static async Task<string> SealAsync(FileStream draft, CancellationToken cancellationToken)
    {
        draft.Flush(flushToDisk: true);
        draft.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(draft, cancellationToken));
    }

    /// <summary>Gives the temporary file its name. What stood there before has been moved away.</summary>
    public void Publish() => File.Move(_draftPath, _finalPath, overwrite: false);

    /// <summary>Gives its room back. What cannot be deleted now is overwritten by the next try.</summary>
    public void Discard()
    {
        try
        {
            File.Delete(_draftPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder has vanished or is read-only, which is what the caller is about to tell.
        }
    }
}
