namespace StoryVideo.Cutting.Mp4;

/// <summary>Copies pieces of files one after another; pieces that lie beside each other are read at once.</summary>
internal sealed class SampleCopier(Stream to, int bufferLength) : IDisposable
{
    private readonly byte[] _buffer = new byte[bufferLength];
    private readonly Dictionary<string, FileStream> _open = new(StringComparer.Ordinal);
    private string _path = "";
    private long _offset;
    private long _length;

    public async Task CopyAsync(string path, long offset, int length, CancellationToken cancellationToken)
    {
        if (path == _path && offset == _offset + _length)
        {
            _length += length;
            return;
        }

        await EndAsync(cancellationToken);
        (_path, _offset, _length) = (path, offset, length);
    }

    /// <summary>Writes what is still to be written.</summary>
    /// <exception cref="InvalidDataException">A file is shorter than its index says.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_length == 0)
        {
            return;
        }

        FileStream from = Open(_path);
        from.Position = _offset;
        while (_length > 0)
        {
            int read = await from.ReadAsync(_buffer.AsMemory(0, (int)Math.Min(_length, _buffer.Length)), cancellationToken);
            if (read == 0)
            {
                throw new InvalidDataException($"'{_path}' has become shorter while it was copied");
            }

            await to.WriteAsync(_buffer.AsMemory(0, read), cancellationToken);
            _length -= read;
        }

        _path = "";
    }

    public void Dispose() => CloseAll();

    private FileStream Open(string path)
    {
        if (_open.TryGetValue(path, out FileStream? file))
        {
            return file;
        }

        // Picture and sound come from a file each; a third means that one of them is done with.
        if (_open.Count > 2)
        {
            CloseAll();
        }

        return _open[path] = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: false);
    }

    private void CloseAll()
    {
        foreach (FileStream file in _open.Values)
        {
            file.Dispose();
        }

        _open.Clear();
    }
}
