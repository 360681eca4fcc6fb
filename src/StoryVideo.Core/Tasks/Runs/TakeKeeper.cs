using StoryVideo.Ledger;
using StoryVideo.Storage;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// Keeps in the ledger what a run learns of a take. What a provider has answered is known nowhere else: a database that cannot
/// be written is tried for some seconds, and from its first trouble on the run submits nothing further.
/// </summary>
internal sealed class TakeKeeper
{
    private static readonly TimeSpan[] s_pauses =
        [TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)];

    private readonly ITakeLedger _ledger;
    private readonly RunStop _stop;
    private readonly TimeProvider _time;

    /// <param name="ledger">Where takes are kept.</param>
    /// <param name="stop">Told of trouble.</param>
    /// <param name="time">The clock of the pauses between tries.</param>
    public TakeKeeper(ITakeLedger ledger, RunStop stop, TimeProvider time)
    {
        _ledger = ledger;
        _stop = stop;
        _time = time;
    }

    /// <exception cref="LedgerException">Somebody else has moved the take meanwhile.</exception>
    /// <exception cref="LedgerUnwritableException">The database cannot be written.</exception>
    public async Task<Take> MoveAsync(Take take, TakeState to, TakeChange change)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await _ledger.MoveAsync(take.Id, to, change, CancellationToken.None);
            }
            catch (LedgerException) when (attempt > 0)
            {
                // A commit whose confirmation was lost may have been made all the same.
                Take? now = await FindAsync(take.Id);
                if (now?.State != to)
                {
                    throw;
                }

                return now;
            }
            catch (Exception e) when (StoreTrouble.Is(e))
            {
                _stop.Because(Unwritable(e.Message), isRefusal: false);
                if (attempt == s_pauses.Length)
                {
                    throw new LedgerUnwritableException(e);
                }

                await Task.Delay(s_pauses[attempt], _time, CancellationToken.None);
            }
        }
    }

    /// <summary>Why nothing further is sent.</summary>
    public static TakeError Unwritable(string why) => new(
        "ledger-unwritable",
        $"The database cannot be written: {why.TrimEnd('.')}. Nothing was sent, and this run sends nothing further. Make room or "
        + "mend it, then run again.",
        TakeErrorScope.Run);

    private async Task<Take?> FindAsync(string takeId)
    {
        await foreach (Take take in _ledger.ReadAsync(new() { TakeId = takeId }, CancellationToken.None))
        {
            return take;
        }

        return null;
    }
}
