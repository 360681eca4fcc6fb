using System.ComponentModel;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>
/// A command that reads or writes stories: it has the store of its runspace open from its beginning to its end.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class StoreCommandBase : AsyncCommandBase
{
    private Studio? _studio;
    private StudioSettings? _settings;

    protected Studio Studio => _studio ?? throw new InvalidOperationException("The store is not open yet.");

    protected bool IsOpen => _studio is not null;

    protected StudioSettings Settings
    {
        get => _settings ?? throw new InvalidOperationException("The command has not begun.");
        set => _settings = value;
    }

    protected virtual StoreAccess Access => StoreAccess.Read;

    /// <summary>Whether the command may bring a store into being.</summary>
    protected virtual bool MakesStore => false;

    protected override void Prepare() => _settings = StoreConnections.Current(StoreConnections.Folder(this));

    protected override async Task BeginAsync(CancellationToken stop)
    {
        if (Access == StoreAccess.Write && !MakesStore)
        {
            // Opened for writing, a store that is not there would be made: empty, and hiding a mistyped name.
            (await Studio.OpenAsync(Settings, StoreAccess.Read, TimeProvider.System, stop)).Dispose();
        }

        _studio = await Studio.OpenAsync(Settings, Access, TimeProvider.System, stop);
        _studio.Providers.Notice = notice => _ = WriteWarningAsync(notice);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _studio?.Dispose();
        }
    }
}
