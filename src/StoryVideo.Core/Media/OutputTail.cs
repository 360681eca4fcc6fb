using System.Text;

namespace StoryVideo.Media;

/// <summary>Keeps the end of a text that may be long; errors stand at the end.</summary>
internal sealed class OutputTail(int capacity)
{
    private readonly StringBuilder _text = new();

    /// <summary>Reads to the end, so that the writer never blocks on a full pipe.</summary>
    public async Task ReadAsync(TextReader reader)
    {
        char[] buffer = new char[1024];
        int read;
        while ((read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0)
        {
            _text.Append(buffer, 0, read);
            if (_text.Length > capacity)
            {
                _text.Remove(0, _text.Length - capacity);
            }
        }
    }

    public override string ToString() => _text.ToString().Trim();
}
