using System.Text.Json;

namespace StoryVideo.FakeGemini.Generation;

/// <summary>
/// Submissions as JSON lines in a file, so that a pretended service which is killed knows what it took on.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter? _writer;

    public Journal(string? path)
    {
        if (path is null)
        {
            return;
        }

        Past = File.Exists(path)
            ? File.ReadLines(path).Select(static line => JsonSerializer.Deserialize<Submission>(line)!).ToArray()
            : [];
        _writer = new StreamWriter(path, append: true) { AutoFlush = true };
    }

    /// <summary>What an earlier process took on.</summary>
    public IReadOnlyList<Submission> Past { get; } = [];

    public void Add(Submission submission)
    {
        lock (_lock)
        {
            _writer?.WriteLine(JsonSerializer.Serialize(submission));
        }
    }

    public void Dispose() => _writer?.Dispose();
}
