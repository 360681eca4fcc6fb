using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// The way of one asset: reserve, submit, keep the operation's name, poll, fetch; or, where the answer itself carries the result,
/// reserve, send, keep. Every step is in the ledger before the next begins, so that whatever breaks off here is gone on with
/// elsewhere and nothing is paid twice.
/// </summary>
internal sealed partial class AssetProduction
{
    private readonly RunContext _run;
    private readonly PlannedAsset _asset;
    private readonly List<Finding> _findings;
    private Take? _take;
    private string? _held;

    public AssetProduction(RunContext run, PlannedAsset asset)
    {
        _run = run;
        _asset = asset;
        _findings = [.. asset.Findings];
    }

    private AssetPlan Plan => _asset.Plan;

    private bool IsAdopted => _asset.Action == AssetAction.Adopt;

    private Take Take => _take ?? throw new InvalidOperationException($"{Plan.Address} has no take yet.");

    /// <summary>Makes the asset, or goes on with it. Ends early only when <paramref name="stop"/> fires, and then loses nothing.</summary>
    public async Task<AssetResult> RunAsync(CancellationToken stop)
    {
        if (IsAdopted && IsReached(_asset.Take!.State))
        {
            _take = _asset.Take;
            return Reached();
        }

        try
        {
            return await MakeAsync(stop);
        }
        catch (LedgerUnwritableException e)
        {
            return Ended(AssetStatus.Failed, AssetErrors.NotRecorded(e.Message));
        }
        catch (Exception e) when (StoreTrouble.IsOfDatabase(e))
        {
            _run.Stop.Because(TakeKeeper.Unwritable(e.Message), isRefusal: false);
            return Ended(AssetStatus.Failed, AssetErrors.NotRecorded(e.Message));
        }
        catch (LedgerException e)
        {
            return Ended(AssetStatus.Failed, AssetErrors.Moved(e.Message));
        }
        finally
        {
            await LeaveAsync();
        }
    }

    /// <summary>The result where the operator's time was over; nothing is lost by it.</summary>
    public AssetResult OutOfTime() => Ended(AssetStatus.Failed, AssetErrors.OutOfTime(_take));

    /// <summary>The result where something broke that should not; what the take has reached is in the ledger.</summary>
    public AssetResult BrokenOff(Exception e) => Ended(AssetStatus.Failed, new TakeError(
        "unexpected", $"{e.GetType().Name}: {e.Message} Its takes tell how far it came.", TakeErrorScope.Run));

    private async Task<AssetResult> MakeAsync(CancellationToken stop)
    {
        if (IsAdopted && _asset.Take!.State == TakeState.Generated)
        {
            if (await ClaimAsync(stop) is { } notOurs)
            {
                return notOurs;
            }
        }
        else
        {
            await (IsAdopted ? _run.Gate.EnterRunningAsync(stop) : _run.Gate.EnterAsync(stop));
            await Task.Yield();
            bool keepsPlace = false;
            PollOutcome? seen;
            try
            {
                AssetResult? ended = IsAdopted ? await ClaimAsync(stop) : await SubmitAsync(stop);
                if (ended is null && IsReached(Take.State))
                {
                    keepsPlace = true;
                    _run.Places.Hold(Take.OperationName!);
                    return Reached();
                }

                (seen, AssetResult? early) = ended is not null ? (null, ended)
                    : Take.State == TakeState.Submitted ? await PollAsync(stop)
                    : (null, null);
                if (early is not null)
                {
                    _run.StopAtFailure(early);
                    return early;
                }

                if (seen is not (null or PollOutcome.Generated))
                {
                    _run.StopAtFailure(Plan);
                }

                // What it no longer costs, or costs otherwise than was reserved, is what a cap leaves for the next one.
                if (seen is not (null or PollOutcome.Generated { BilledUsd: null }))
                {
                    if (await KeepAsync(seen) is { } end)
                    {
                        return end;
                    }

                    seen = null;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                _run.StopAtFailure(Plan);
                throw;
            }
            finally
            {
                if (!keepsPlace)
                {
                    _run.Gate.Leave();
                }
            }

            // The provider is done with it: the next one need not wait for this one's record.
            if (seen is not null)
            {
                await KeepAsync(seen);
            }
        }

        if (IsReached(Take.State))
        {
            return Reached();
        }

        _run.Report(Plan.Asset, AssetStage.Downloading);
        AssetResult result = await new AssetDelivery(_run, Plan, Take).FetchAsync(stop);
        return result with
        {
            Findings = [.. _findings, .. result.Findings],
            IsAdopted = IsAdopted,
            SpentUsd = IsAdopted ? 0 : result.SpentUsd,
        };
    }

    // A run that was asked to go no further leaves the rest to whoever comes next.
    private bool IsReached(TakeState state) => _run.Goal switch
    {
        RunGoal.Submitted => state is TakeState.Submitted or TakeState.Generated,
        RunGoal.Generated => state == TakeState.Generated,
        _ => false,
    };

    private AssetResult Reached() =>
        Ended(Take.State == TakeState.Generated ? AssetStatus.Generated : AssetStatus.Submitted, null);

    /// <summary>Takes over a take that was left behind; null where it is ours now.</summary>
    private async Task<AssetResult?> ClaimAsync(CancellationToken stop)
    {
        _take = _asset.Take!;
        Take? claimed = TryHold(_take.Id) ? await _run.Ledger.ClaimAsync(_take, TakeOwners.Own, stop) : null;
        _take = claimed ?? _take;
        return claimed is null ? Ended(AssetStatus.Blocked, AssetErrors.Busy(_take)) : null;
    }

    // So that other runs of this process can tell this take from one that was left behind.
    private bool TryHold(string takeId)
    {
        _held = TakeOwners.TryBegin(takeId) ? takeId : null;
        return _held is not null;
    }

    private void Hold(string takeId)
    {
        if (_held != takeId)
        {
            LetGo();
            TryHold(takeId);
        }
    }

    // A session may live on long after its run: what it leaves unfinished is anybody's to fetch.
    private async Task LeaveAsync()
    {
        try
        {
            if (_held is not null && _take?.Id == _held && _take.State.IsLive())
            {
                await _run.Ledger.ClaimAsync(_take, null, CancellationToken.None);
            }
        }
        catch (Exception e) when (StoreTrouble.Is(e))
        {
            // It stays this process's until that ends.
        }

        LetGo();
    }

    private void LetGo()
    {
        if (_held is not null)
        {
            TakeOwners.End(_held);
            _held = null;
        }
    }

    /// <summary>Looks until the provider is done with the operation; a result where it is left as it stands.</summary>
    private async Task<(PollOutcome? Seen, AssetResult? Early)> PollAsync(CancellationToken stop)
    {
        long began = _run.Time.GetTimestamp();
        DateTimeOffset deadline = _run.Time.GetUtcNow() + _run.Model.Deadline;
        TimeSpan ranFor = _run.Pace.FirstLook;
        IVideoProvider operations = _run.Maker.Operations
            ?? throw new InvalidOperationException($"{Plan.Provider} has no operations to look at.");
        _run.Report(Plan.Asset, AssetStage.Generating);
        if (!IsAdopted)
        {
            await Task.Delay(ranFor, _run.Time, stop);
        }

        while (true)
        {
            TakeError? notYet = null;
            TimeSpan pause = _run.PollInterval;
            PollOutcome seen = await operations.PollAsync(Take.OperationName!, stop);
            switch (seen)
            {
                case PollOutcome.Generated or PollOutcome.Filtered or PollOutcome.Failed:
                case PollOutcome.Gone ended when ended.IsCertain || Keeping.IsOver(_run, Take):
                    if (!IsAdopted)
                    {
                        _run.Pace.Saw(_run.Time.GetElapsedTime(began), ranFor + _run.PollInterval);
                    }

                    return (seen, null);
                case PollOutcome.Running:
                    ranFor = _run.Time.GetElapsedTime(began);
                    break;
                case PollOutcome.Gone gone when !Keeping.IsFresh(_run, Take):
                    return (null, Ended(AssetStatus.Failed, AssetErrors.StillKept(gone.Error, Take.Id)));
                case PollOutcome.Gone gone:
                    notYet = new TakeError(gone.Error.Code, gone.Error.Message, TakeErrorScope.Run);
                    break;
                case PollOutcome.Unreachable { IsRefused: true } refused:
                    return (null, Refused(refused.Error));
                case PollOutcome.Unreachable unreachable:
                    notYet = new TakeError(unreachable.Error.Code, unreachable.Error.Message, TakeErrorScope.Run);
                    pause = unreachable.RetryAfter > pause ? unreachable.RetryAfter.Value : pause;
                    break;
            }

            if (_run.Time.GetUtcNow() >= deadline)
            {
                TakeError error = notYet ?? AssetErrors.StillRunning(Plan.Provider, _run.Model.Deadline, Take.Id);
                return (null, Ended(AssetStatus.Failed, error));
            }

            if (notYet is not null)
            {
                _run.Report(Plan.Asset, AssetStage.Generating, notYet.Message);
            }

            await Task.Delay(pause, _run.Time, stop);
        }
    }

    /// <summary>Keeps in the ledger what came of the operation; null once its clip lies ready.</summary>
    private async Task<AssetResult?> KeepAsync(PollOutcome seen)
    {
        switch (seen)
        {
            case PollOutcome.Generated generated:
                await MoveAsync(TakeState.Generated, new() { ResultUri = generated.Videos[0].Uri, BilledUsd = generated.BilledUsd });
                ReportBill();
                ReportOthers(generated.Videos);
                return null;
            case PollOutcome.Filtered filtered:
                return await EndAsync(TakeState.Filtered, filtered.Error, billedUsd: filtered.BilledUsd);
            case PollOutcome.Failed failed:
                return await EndAsync(TakeState.Failed, failed.Error, billedUsd: failed.BilledUsd);
            case PollOutcome.Gone gone:
                return await EndAsync(TakeState.Expired, gone.Error);
            default:
                throw new InvalidOperationException($"An operation cannot end as {seen.GetType().Name}.");
        }
    }
}
