using System.Buffers;
using System.Buffers.Text;

namespace StoryVideo.Providers.Http;

/// <summary>
/// Picks the clip out of the texts of a JSON that passes by: the first one whose base64 begins as an MP4 does. The services differ in
/// what they call it, and repeat images under the same names.
/// </summary>
internal sealed class ClipBytes
{
    /// <summary>Base64 of 9 bytes, of which the fifth to eighth name an MP4's first box.</summary>
    private const int Beginning = 12;

    private const int HexDigits = 4;

    private readonly ArrayBufferWriter<byte> _base64 = new();
    private bool _isOpen;
    private int _taken;
    private int _hexLeft;
    private int _escape;

    /// <summary>The clip has passed to its end.</summary>
    public bool IsWhole { get; private set; }

    public void Begin()
    {
        _isOpen = !IsWhole;
        _taken = 0;
        _hexLeft = 0;
    }

    public void Take(byte c)
    {
        if (!_isOpen)
        {
            return;
        }

        if (_hexLeft > 0)
        {
            _escape = (_escape * 16) + (char.IsAsciiHexDigit((char)c) ? Convert.ToInt32(((char)c).ToString(), 16) : 0);
            if (--_hexLeft > 0)
            {
                return;
            }

            c = (byte)_escape;
        }

        _base64.Write([c]);
        if (++_taken == Beginning && !IsClip(_base64.WrittenSpan))
        {
            _isOpen = false;
            _base64.ResetWrittenCount();
        }
    }

    /// <summary>What stands behind a backslash: some services write <c>/</c> and <c>=</c> so.</summary>
    public void TakeEscaped(byte c)
    {
        if (c == (byte)'/')
        {
            Take(c);
        }
        else if (c == (byte)'u')
        {
            (_hexLeft, _escape) = (HexDigits, 0);
        }
    }

    public void End()
    {
        IsWhole |= _isOpen && _taken >= Beginning;
        if (_isOpen && !IsWhole)
        {
            _base64.ResetWrittenCount();
        }

        _isOpen = false;
    }

    /// <summary>Writes what can be decoded by now, and tells how much.</summary>
    /// <exception cref="FormatException">It is no base64 after all.</exception>
    public async ValueTask<int> FlushAsync(Stream destination, CancellationToken cancellationToken)
    {
        int ready = _isOpen && _taken < Beginning ? 0 : _base64.WrittenCount / 4 * 4;
        if (ready == 0)
        {
            return 0;
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent(ready);
        try
        {
            int written = Decode(ready, bytes);
            await destination.WriteAsync(bytes.AsMemory(0, written), cancellationToken);
            return written;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private int Decode(int ready, Span<byte> bytes)
    {
        Span<byte> rest = stackalloc byte[4];
        ReadOnlySpan<byte> all = _base64.WrittenSpan;
        int left = all.Length - ready;
        all[ready..].CopyTo(rest);
        if (Base64.DecodeFromUtf8(all[..ready], bytes, out _, out int written) != OperationStatus.Done)
        {
            throw new FormatException("the clip in the answer is no base64");
        }

        _base64.ResetWrittenCount();
        _base64.Write(rest[..left]);
        return written;
    }

    private static bool IsClip(ReadOnlySpan<byte> beginning)
    {
        Span<byte> bytes = stackalloc byte[9];
        return Base64.DecodeFromUtf8(beginning, bytes, out _, out int written) == OperationStatus.Done
            && written == 9
            && bytes[4..8].SequenceEqual("ftyp"u8);
    }
}
