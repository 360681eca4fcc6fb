using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Support;

/// <summary>Tests that hold for every engine: one suite, and a class per engine that runs it.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private readonly StoreEngine _engine;
    private TestStore? _store;

    protected StoreTests(StoreEngine engine) => _engine = engine;

    internal TemporaryFolder Folder { get; } = new();

    internal TestStore Store => _store ?? throw new InvalidOperationException("The test has not begun.");

    internal bool IsPostgres => _engine == StoreEngine.Postgres;

    public virtual async Task InitializeAsync() => _store = await TestStore.CreateAsync(_engine, Folder.FullPath);

    public virtual async Task DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        Folder.Dispose();
    }
}
