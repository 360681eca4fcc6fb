using Microsoft.Win32.SafeHandles;

namespace StoryVideo.Providers.Http;

/// <summary>A reference image's file, opened before anything is sent, so that a missing file costs nothing.</summary>
internal sealed class OpenReference : IDisposable
{
    private OpenReference(ReferenceImage image, SafeFileHandle handle)
    {
        Image = image;
        Handle = handle;
    }

    public ReferenceImage Image { get; }

    public SafeFileHandle Handle { get; }

    /// <summary>Opens the file and looks at its length.</summary>
    /// <exception cref="ReferenceFileException">
    /// The file cannot be opened, or is not as long as it was when the request was planned.
    /// </exception>
    public static OpenReference Open(ReferenceImage image)
    {
        SafeFileHandle handle;
        try
        {
            handle = File.OpenHandle(
                image.FullPath,
                options: FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ReferenceFileException(image, "cannot be read", e);
        }

        if (RandomAccess.GetLength(handle) == image.Length)
        {
            return new OpenReference(image, handle);
        }

        handle.Dispose();
        throw new ReferenceFileException(image, "has changed since the request was planned");
    }

    public void Dispose() => Handle.Dispose();
}
