namespace StoryVideo.Providers.Http;

/// <summary>
/// Reads JSON without the contents of its long texts, which are clips and images in base64: what is left is small, still JSON, and
/// tells where they were. One of them, the first that is a clip, may be handed on as it passes.
/// </summary>
internal sealed class LongTexts(ClipBytes? clip = null) : IDisposable
{
    /// <summary>Longer than what a service says, and than any prompt that it repeats.</summary>
    private const int LongestText = 128 * 1024;

    /// <summary>A unicode escape, which is kept whole or not at all.</summary>
    private const int LongestEscape = 6;

    private readonly MemoryStream _rest = new();
    private int _length;
    private bool _isInText;
    private bool _isEscaped;

    /// <summary>The bytes that were kept.</summary>
    public ReadOnlySpan<byte> Rest => _rest.GetBuffer().AsSpan(0, (int)_rest.Length);

    public long RestLength => _rest.Length;

    public void Dispose() => _rest.Dispose();

    public void Take(ReadOnlySpan<byte> piece)
    {
        foreach (byte b in piece)
        {
            if (!_isInText)
            {
                _rest.WriteByte(b);
                if (b == (byte)'"')
                {
                    (_isInText, _length) = (true, 0);
                    clip?.Begin();
                }
            }
            else
            {
                TakeInText(b);
            }
        }
    }

    private void TakeInText(byte b)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
            Keep(b);
            clip?.TakeEscaped(b);
        }
        else if (b == (byte)'\\')
        {
            _isEscaped = true;
            _length = _length + LongestEscape > LongestText ? LongestText : _length;
            Keep(b);
        }
        else if (b == (byte)'"')
        {
            _isInText = false;
            _rest.WriteByte(b);
            clip?.End();
        }
        else
        {
            Keep(b);
            clip?.Take(b);
        }
    }

    private void Keep(byte b)
    {
        if (_length < LongestText)
        {
            _length++;
            _rest.WriteByte(b);
        }
    }
}
