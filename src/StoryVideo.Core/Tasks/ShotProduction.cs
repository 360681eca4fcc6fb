using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>
/// The way of one shot: reserve, submit, keep the operation's name, poll, fetch. Every step is in the ledger before the next
/// begins, so that whatever breaks off here is gone on with elsewhere and nothing is paid twice.
/// </summary>
internal sealed partial class ShotProduction
{
    private readonly RunContext _run;
    private readonly PlannedShot _shot;
    private readonly List<Finding> _findings;
    private Take? _take;
    private string? _held;

    public ShotProduction(RunContext run, PlannedShot shot)
    {
        _run = run;
        _shot = shot;
        _findings = [.. shot.Findings];
    }

    private ShotPlan Plan => _shot.Plan;

    private bool IsAdopted => _shot.Action == ShotAction.Adopt;

    private Take Take => _take ?? throw new InvalidOperationException($"Shot {Plan.Shot.Address} has no take yet.");

    /// <summary>Makes the shot, or goes on with it. Ends early only when <paramref name="stop"/> fires, and then loses nothing.</summary>
    public async Task<ShotVideoResult> RunAsync(CancellationToken stop)
    {
        if (IsAdopted && IsReached(_shot.Take!.State))
        {
            _take = _shot.Take;
            return Reached();
        }

        try
        {
            return await MakeAsync(stop);
        }
        catch (LedgerUnwritableException e)
        {
            return Ended(ShotStatus.Failed, ShotErrors.NotRecorded(e.Message));
        }
        catch (Exception e) when (StoreTrouble.IsOfDatabase(e))
        {
            _run.Stop.Because(TakeKeeper.Unwritable(e.Message), isRefusal: false);
            return Ended(ShotStatus.Failed, ShotErrors.NotRecorded(e.Message));
        }
        catch (LedgerException e)
        {
            return Ended(ShotStatus.Failed, ShotErrors.Moved(e.Message));
        }
        finally
        {
            await LeaveAsync();
        }
    }

    /// <summary>The result where the operator's time was over; nothing is lost by it.</summary>
    public ShotVideoResult OutOfTime() => Ended(ShotStatus.Failed, ShotErrors.OutOfTime(_take));

    /// <summary>The result where something broke that should not; what the take has reached is in the ledger.</summary>
    public ShotVideoResult BrokenOff(Exception e) => Ended(ShotStatus.Failed, new TakeError(
        "unexpected", $"{e.GetType().Name}: {e.Message} The shot's takes tell how far it came.", TakeErrorScope.Run));

    private async Task<ShotVideoResult> MakeAsync(CancellationToken stop)
    {
        if (IsAdopted && _shot.Take!.State == TakeState.Generated)
        {
            if (await ClaimAsync(stop) is { } notOurs)
            {
                return notOurs;
            }
        }
        else
        {
            await (IsAdopted ? _run.Gate.EnterRunningAsync(stop) : _run.Gate.EnterAsync(stop));
            bool keepsPlace = false;
            PollOutcome? seen;
            try
            {
                ShotVideoResult? ended = IsAdopted ? await ClaimAsync(stop) : await SubmitAsync(stop);
                if (ended is null && IsReached(Take.State))
                {
                    keepsPlace = true;
                    _run.Places.Hold(Take.OperationName!);
                    return Reached();
                }

                (seen, ShotVideoResult? early) = ended is null ? await PollAsync(stop) : (null, ended);
                if (early is not null)
                {
                    _run.StopAtFailure(early);
                    return early;
                }

                if (seen is not PollOutcome.Generated)
                {
                    _run.StopAtFailure(Plan.Shot.Address);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                _run.StopAtFailure(Plan.Shot.Address);
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
            if (await KeepAsync(seen!) is { } end)
            {
                return end;
            }
        }

        if (IsReached(Take.State))
        {
            return Reached();
        }

        _run.Report(Plan.Shot.Address, ShotStage.Downloading);
        ShotVideoResult result = await new ClipDelivery(_run, Plan, Take).FetchAsync(stop);
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

    private ShotVideoResult Reached() =>
        Ended(Take.State == TakeState.Generated ? ShotStatus.Generated : ShotStatus.Submitted, null);

    /// <summary>Takes over a take that was left behind; null where it is ours now.</summary>
    private async Task<ShotVideoResult?> ClaimAsync(CancellationToken stop)
    {
        _take = _shot.Take!;
        Take? claimed = TryHold(_take.Id) ? await _run.Ledger.ClaimAsync(_take, TakeOwners.Own, stop) : null;
        _take = claimed ?? _take;
        return claimed is null ? Ended(ShotStatus.Blocked, ShotErrors.Busy(_take)) : null;
    }

    // So that other runs of this process can tell this take from one that was left behind.
    private bool TryHold(string takeId)
    {
        _held = TakeOwners.TryBegin(takeId) ? takeId : null;
        return _held is not null;
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
    private async Task<(PollOutcome? Seen, ShotVideoResult? Early)> PollAsync(CancellationToken stop)
    {
        DateTimeOffset deadline = _run.Time.GetUtcNow() + _run.Model.Deadline;
        _run.Report(Plan.Shot.Address, ShotStage.Generating);
        while (true)
        {
            TakeError? notYet = null;
            TimeSpan pause = _run.PollInterval;
            PollOutcome seen = await _run.Provider.PollAsync(Take.OperationName!, stop);
            switch (seen)
            {
                case PollOutcome.Generated or PollOutcome.Filtered or PollOutcome.Failed:
                case PollOutcome.Gone when Keeping.IsOver(_run, Take):
                    return (seen, null);
                case PollOutcome.Gone gone when !Keeping.IsFresh(_run, Take):
                    return (null, Ended(ShotStatus.Failed, ShotErrors.StillKept(gone.Error, Take.Id)));
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
                TakeError error = notYet ?? ShotErrors.StillRunning(Plan.Provider, _run.Model.Deadline, Take.Id);
                return (null, Ended(ShotStatus.Failed, error));
            }

            if (notYet is not null)
            {
                _run.Report(Plan.Shot.Address, ShotStage.Generating, notYet.Message);
            }

            await Task.Delay(pause, _run.Time, stop);
        }
    }

    /// <summary>Keeps in the ledger what came of the operation; null once its clip lies ready.</summary>
    private async Task<ShotVideoResult?> KeepAsync(PollOutcome seen)
    {
        switch (seen)
        {
            case PollOutcome.Generated generated:
                await MoveAsync(TakeState.Generated, new() { ResultUri = generated.Videos[0].Uri });
                ReportOthers(generated.Videos);
                return null;
            case PollOutcome.Filtered filtered:
                return await EndAsync(TakeState.Filtered, filtered.Error);
            case PollOutcome.Failed failed:
                return await EndAsync(TakeState.Failed, failed.Error);
            case PollOutcome.Gone gone:
                return await EndAsync(TakeState.Expired, gone.Error);
            default:
                throw new InvalidOperationException($"An operation cannot end as {seen.GetType().Name}.");
        }
    }
}
