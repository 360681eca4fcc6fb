using System.Text.Json;

namespace StoryVideo.Importing;

/// <summary>
/// Reads a JSON stream value by value with no more than the present value in memory. The reader of the framework works
/// on a piece of the text and says when it needs more; this class brings more.
/// </summary>
internal sealed class JsonValueStream
{
    /// <summary>Far beyond any shot or design document; a text without end must not fill the memory.</summary>
    public const int LargestValue = 64 * 1024 * 1024;

    /// <summary>
    /// Deeper than what is accepted, so that too deep a value is named by its path and not by the parser.
    /// </summary>
    public const int DeepestParsed = 512;

    private const int FirstBuffer = 64 * 1024;

    private readonly Stream _stream;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private long _read;
    private bool _isComplete;
    private bool _sawToken;
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = DeepestParsed });

    public JsonValueStream(Stream stream) => _stream = stream;

    /// <summary>
    /// The bytes of the value as they stand in the file, until the next call; a name without its quotes is in
    /// <see cref="Name"/>.
    /// </summary>
    public ReadOnlyMemory<byte> Value { get; private set; }

    /// <summary>The property name that was read last.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Leaves out a byte order mark; call it first.</summary>
    /// <exception cref="ImportException">The text is in another encoding.</exception>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        while (_end < 3 && await FillAsync(cancellationToken))
        {
        }

        ReadOnlySpan<byte> head = _buffer.AsSpan(0, _end);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            _start = 3;
        }
        else if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw Refusal(JsonPath.Root, "is UTF-16 text; save the file as UTF-8");
        }
    }

    /// <summary>
    /// Reads one token; of an object or array, when <paramref name="whole"/>, everything up to its end.
    /// </summary>
    /// <param name="whole">Whether <see cref="Value"/> is wanted.</param>
    /// <param name="path">Where the token stands, for the problem that may come up.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The kind of the (first) token; <see cref="JsonTokenType.None"/> at the end of the text.</returns>
    /// <exception cref="ImportException">The text is not JSON, or ends too early.</exception>
    public async ValueTask<JsonTokenType> NextAsync(bool whole, JsonPath path, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryNext(whole, path, out JsonTokenType token))
            {
                return token;
            }

            if (_end - _start > LargestValue)
            {
                throw Refusal(path, $"is larger than {LargestValue / 1024 / 1024} MiB");
            }

            if (!await FillAsync(cancellationToken))
            {
                _isComplete = true;
            }
        }
    }

    private static ImportException Refusal(JsonPath path, string message) =>
        new(StoryFile.Name, [new ImportProblem(path.ToString(), message)]);

    private bool TryNext(bool whole, JsonPath path, out JsonTokenType token)
    {
        ReadOnlySpan<byte> unread = _buffer.AsSpan(_start, _end - _start);
        Utf8JsonReader reader = new(unread, _isComplete, _state);
        token = JsonTokenType.None;
        try
        {
            if (!reader.Read())
            {
                return _isComplete;
            }

            token = reader.TokenType;
            int begin = (int)reader.TokenStartIndex;
            if (whole && !reader.TrySkip())
            {
                return false;
            }

            if (token == JsonTokenType.PropertyName)
            {
                Name = NameOf(ref reader, path);
            }

            int end = (int)reader.BytesConsumed;
            Value = _buffer.AsMemory(_start + begin, end - begin);
            _start += end;
        }
        catch (JsonException)
        {
            throw _sawToken || unread.ContainsAnyExcept(" \t\r\n"u8)
                ? new ImportException(StoryFile.Name, [JsonFailure.Describe(path, unread, _state, _read)])
                : Refusal(path, "is empty");
        }

        _state = reader.CurrentState;
        _sawToken = true;
        return true;
    }

    private static string NameOf(ref Utf8JsonReader reader, JsonPath path)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw Refusal(path, "has a property whose name is not valid Unicode text");
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int count = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count;
        _read += count;
        return count > 0;
    }
}
