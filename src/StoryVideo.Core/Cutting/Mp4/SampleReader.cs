using Microsoft.Win32.SafeHandles;

namespace StoryVideo.Cutting.Mp4;

/// <summary>
/// Reads coded frames out of files, one after another. What lies behind a frame is read along with it: the next one is mostly there
/// already.
/// </summary>
/// <param name="readAhead">How much is read at once, in bytes.</param>
internal sealed class SampleReader(int readAhead) : IDisposable
{
    private byte[] _window = new byte[readAhead];
    private SafeFileHandle? _file;
    private string _path = "";
    private long _offset;
    private int _held;

    /// <param name="path">The file.</param>
    /// <param name="offset">Position in it.</param>
    /// <param name="size">In bytes.</param>
    /// <returns>The frame's bytes, good until the next is read.</returns>
    /// <exception cref="InvalidDataException">The file is shorter than its index says.</exception>
    public ReadOnlySpan<byte> Read(string path, long offset, int size)
    {
        if (path != _path)
        {
            _file?.Dispose();
            _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            (_path, _held) = (path, 0);
        }

        if (offset < _offset || offset + size > _offset + _held)
        {
            if (size > _window.Length)
            {
                _window = new byte[size];
            }

            (_offset, _held) = (offset, 0);
            while (_held < size)
            {
                int read = RandomAccess.Read(_file!, _window.AsSpan(_held), offset + _held);
                _held += read > 0 ? read : throw new InvalidDataException($"'{path}' has become shorter while it was copied");
            }
        }

        return _window.AsSpan((int)(offset - _offset), size);
    }

    public void Dispose() => _file?.Dispose();
}
