namespace StoryVideo.Storage;

/// <summary>Lets the writers of a process come one after the other.</summary>
internal sealed class WriteTurns : IDisposable
{
    private readonly SemaphoreSlim _free = new(1);

    public async ValueTask<IDisposable?> NextAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Turn(_free);
    }

    public void Dispose() => _free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
