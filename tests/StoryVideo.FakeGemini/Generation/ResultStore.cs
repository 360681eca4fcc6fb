namespace StoryVideo.FakeGemini.Generation;

/// <summary>All results of one kind that were made, whether or not their answer got through.</summary>
public sealed class ResultStore<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _results = [];

    public IReadOnlyList<T> All
    {
        get
        {
            lock (_lock)
            {
                return _results.ToArray();
            }
        }
    }

    internal void Add(T result)
    {
        lock (_lock)
        {
            _results.Add(result);
        }
    }
}
