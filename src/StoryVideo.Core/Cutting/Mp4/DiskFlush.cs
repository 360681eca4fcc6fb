using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StoryVideo.Cutting.Mp4;

/// <summary>
/// Has the disk take what a file holds while more is written to it, so that at its end little is left to wait for. A disk that fails,
/// or is full after all, is noticed before the file gets its name.
/// </summary>
internal sealed partial class DiskFlush(SafeFileHandle file)
{
    private const int Stride = 64 * 1024 * 1024;

    // POSIX_FADV_DONTNEED, the same on every Linux but that of z/Architecture, where it asks for nothing.
    private const int NotNeeded = 4;

    private Task _flush = Task.CompletedTask;
    private long _written;

    /// <param name="count">Bytes that were written to the file since the last call.</param>
    /// <exception cref="IOException">The disk did not take what was written before.</exception>
    public void Wrote(int count)
    {
        _written += count;
        if (_written >= Stride)
        {
            // One stride waits for the one before it: a slow disk is never behind by more than two.
            _flush.GetAwaiter().GetResult();
            _flush = Task.Run(Flush);
            _written = 0;
        }
    }

    /// <summary>Waits until all of the file is on the disk.</summary>
    /// <exception cref="IOException">The disk did not take it.</exception>
    public void End()
    {
        _flush.GetAwaiter().GetResult();
        Flush();
    }

    // Gigabytes that nobody reads soon would drive the clips out of memory; and a virtual machine may need longer to get that memory
    // than to write them.
    private void Flush()
    {
        RandomAccess.FlushToDisk(file);
        if (OperatingSystem.IsLinux())
        {
            try
            {
                _ = Advise(file, 0, 0, NotNeeded);
            }
            catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
            {
                // A C library of another name: the film only takes longer.
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(SafeFileHandle file, nint offset, nint length, int advice);
}
