using StoryVideo.Cutting.Aac;

namespace StoryVideo.Cutting.Mp4;

/// <summary>Copies pieces of files one after another; pieces that lie beside each other are read at once.</summary>
internal sealed class SampleCopier(Stream to, int bufferLength) : IDisposable
{
    private readonly byte[] _buffer = new byte[bufferLength];
    private readonly Dictionary<string, FileStream> _open = new(StringComparer.Ordinal);
    private readonly List<(int At, int Size, uint Marks, int Steps)> _changes = [];
    private string _path = "";
    private long _offset;
    private long _length;

    /// <param name="path">The file in which the sample lies.</param>
    /// <param name="sample">Where it lies.</param>
    /// <param name="steps">By how much its gains are raised, where it has marks.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    public async Task CopyAsync(string path, FilmSample sample, int steps, CancellationToken cancellationToken)
    {
        bool isChanged = steps != 0 && sample.Marks != 0;
        bool isBeside = path == _path && sample.Offset == _offset + _length;
        if (!isBeside || (isChanged && _length + sample.Size > _buffer.Length))
        {
            await EndAsync(cancellationToken);
            (_path, _offset, _length) = (path, sample.Offset, 0);
        }

        if (isChanged)
        {
            _changes.Add(((int)_length, sample.Size, sample.Marks, steps));
        }

        _length += sample.Size;
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
            int wanted = (int)Math.Min(_length, _buffer.Length);
            if (await from.ReadAtLeastAsync(_buffer.AsMemory(0, wanted), wanted, throwOnEndOfStream: false, cancellationToken) < wanted)
            {
                throw new InvalidDataException($"'{_path}' has become shorter while it was copied");
            }

            // What is changed lies in the first buffer: no run with changes is longer.
            foreach ((int at, int size, uint marks, int steps) in _changes)
            {
                FrameGains.Raise(_buffer.AsSpan(at, size), marks, steps);
            }

            _changes.Clear();
            await to.WriteAsync(_buffer.AsMemory(0, wanted), cancellationToken);
            _length -= wanted;
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
