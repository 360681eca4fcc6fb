using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace StoryVideo.FakeGemini.Generation;

/// <summary>All generations, and what the next ones shall end with.</summary>
public sealed class OperationStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FakeGeminiOptions _options;
    private readonly Journal _journal;
    private readonly ConcurrentQueue<GenerationResult> _script = new();
    private readonly ConcurrentDictionary<string, GenerationResult> _byWords = new(StringComparer.Ordinal);
    private readonly List<FakeOperation> _operations = [];
    private readonly TaskCompletionSource<FakeOperation> _first =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal OperationStore(FakeGeminiOptions options)
    {
        _options = options;
        _journal = new Journal(options.StatePath);
        _operations.AddRange(_journal.Past.Select(s => Begin(s, new GenerationResult.Samples())));
    }

    /// <summary>The largest number of generations that ever ran at once.</summary>
    public int PeakRunning { get; private set; }

    /// <summary>Completes when the first submission has been read whole and taken on.</summary>
    public Task<FakeOperation> First => _first.Task;

    public IReadOnlyList<FakeOperation> All
    {
        get
        {
            lock (_lock)
            {
                return _operations.ToArray();
            }
        }
    }

    /// <summary>How the next submissions end, one each; after that each ends with one sample.</summary>
    public void EndWith(params GenerationResult[] results) => Array.ForEach(results, _script.Enqueue);

    /// <summary>How the first submission ends whose prompt holds these words.</summary>
    public void EndFor(string words, GenerationResult result) => _byWords[words] = result;

    public void Dispose() => _journal.Dispose();

    internal bool TryStart(
        string name,
        string model,
        string prompt,
        double seconds,
        string? bucket,
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out FakeOperation? operation)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(body));
        lock (_lock)
        {
            DateTimeOffset now = _options.Time.GetUtcNow();
            int running = _operations.Count(o => !o.IsCancelled && !o.IsDone(now));
            operation = null;
            if (running >= _options.MaximumConcurrent)
            {
                return false;
            }

            Submission submission = new(NameIn(name), model, prompt, hash, now, seconds, bucket);
            _journal.Add(submission);
            operation = Begin(submission, ResultOf(prompt));
            _operations.Add(operation);
            _first.TrySetResult(operation);
            PeakRunning = Math.Max(PeakRunning, running + 1);
            return true;
        }
    }

    internal FakeOperation? Find(string name) => All.FirstOrDefault(o => o.Submission.Operation == name);

    internal FakeOperation? FindByFile(string fileId) =>
        All.FirstOrDefault(o => o.FileIds.Contains(fileId, StringComparer.Ordinal));

    private GenerationResult ResultOf(string prompt)
    {
        string? words = _byWords.Keys.FirstOrDefault(w => prompt.Contains(w, StringComparison.Ordinal));
        return words is not null && _byWords.TryRemove(words, out GenerationResult? own) ? own
            : _script.TryDequeue(out GenerationResult? scripted) ? scripted
            : new GenerationResult.Samples();
    }

    private FakeOperation Begin(Submission submission, GenerationResult result)
    {
        string id = submission.Operation[(submission.Operation.LastIndexOf('/') + 1)..];
        string[] files = result is GenerationResult.Samples samples
            ? Enumerable.Range(0, samples.Count).Select(i => $"{id}f{i}").ToArray()
            : [];
        return new FakeOperation(submission, submission.At + _options.GenerationTime, result, files);
    }

    // Where no folder is named an id alone is the whole name.
    private static string NameIn(string folder) => folder.Length == 0 ? RandomId() : $"{folder}/{RandomId()}";

    private static string RandomId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
}
