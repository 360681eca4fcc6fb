using System.ComponentModel;
using StoryVideo.Errors;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>A command that does something to takes, one by one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TakeCommandBase : StoreCommandBase
{
    private TakeFinder? _takes;

    /// <summary>Nothing is written: the store is only read.</summary>
    protected bool IsPreview { get; private set; }

    protected override StoreAccess Access => IsPreview ? StoreAccess.Read : StoreAccess.Write;

    private protected TakeFinder Takes => _takes ?? throw new InvalidOperationException("The command has not begun.");

    protected override void Prepare()
    {
        base.Prepare();
        IsPreview = Preferences.IsWhatIf(this);
    }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _takes = new TakeFinder(Studio);
    }

    /// <summary>Looks the takes up as they are now. What stands in the way of one is told, and the next is gone on with.</summary>
    protected async Task ForEachAsync(IEnumerable<string> takeIds, Func<Take, Task> work, CancellationToken stop)
    {
        foreach (string id in takeIds)
        {
            try
            {
                await work(await Takes.GetAsync(id, stop));
            }
            catch (Exception e) when (e is RunRefusedException or LedgerException)
            {
                await WriteErrorAsync(e.ToErrorRecord(id));
            }
        }
    }
}
