using System.Globalization;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;

namespace StoryVideo.Tasks;

/// <summary>
/// The way of one shot: reserve, submit, keep the operation's name, poll, fetch. Every step is in the ledger before the next
/// begins, so that whatever breaks off here is gone on with elsewhere and nothing is paid twice.
/// </summary>
internal sealed class ShotProduction
{
    private readonly RunContext _run;
    private readonly PlannedShot _shot;
    private Take? _take;

    public ShotProduction(RunContext run, PlannedShot shot)
    {
        _run = run;
        _shot = shot;
        _take = shot.Action == ShotAction.Adopt ? shot.Take : null;
    }

    private ShotPlan Plan => _shot.Plan;

    private bool IsAdopted => _shot.Action == ShotAction.Adopt;

    private Take Take => _take ?? throw new InvalidOperationException($"Shot {Plan.Shot.Address} has no take yet.");

    /// <summary>Makes the shot, or goes on with it. Ends early only when <paramref name="stop"/> fires, and then loses nothing.</summary>
    public async Task<ShotVideoResult> RunAsync(CancellationToken stop)
    {
        if (_take?.State != TakeState.Generated)
        {
            await _run.Gate.EnterAsync(stop);
            try
            {
                ShotVideoResult? ended = _take is null ? await SubmitAsync(stop) : null;
                if ((ended ?? await PollAsync(stop)) is { } early)
                {
                    return early;
                }
            }
            finally
            {
                _run.Gate.Leave();
            }
        }

        _run.Report(Plan.Shot.Address, ShotStage.Downloading);
        ShotVideoResult result = await new ClipDelivery(_run, Plan, Take).FetchAsync(stop);
        return result with
        {
            Findings = _shot.Findings,
            IsAdopted = IsAdopted,
            SpentUsd = IsAdopted ? 0 : result.SpentUsd,
        };
    }

    /// <summary>The result where something broke that should not; what the take has reached is in the ledger.</summary>
    public ShotVideoResult BrokenOff(Exception e) => Ended(ShotStatus.Failed, new TakeError(
        "unexpected", $"{e.GetType().Name}: {e.Message} The shot's takes tell how far it came.", TakeErrorScope.Run));

    /// <summary>Reserves and sends, as often as the provider asks for patience; null once the operation's name is kept.</summary>
    private async Task<ShotVideoResult?> SubmitAsync(CancellationToken stop)
    {
        while (true)
        {
            await _run.Gate.WaitUntilOpenAsync(stop);
            if (_run.Stop.Reason is { } reason)
            {
                return Ended(ShotStatus.Blocked, reason);
            }

            stop.ThrowIfCancellationRequested();
            VideoRequest request = Plan.ToRequest();
            ReserveOutcome reserved = await _run.Ledger.ReserveAsync(await ReservationAsync(), stop);
            if (reserved is not ReserveOutcome.Reserved { Take: { } take })
            {
                return NotReserved(reserved);
            }

            _take = take;
            _run.Report(Plan.Shot.Address, ShotStage.Submitting);

            switch (await SendAsync(request, stop))
            {
                case SubmitOutcome.Accepted accepted:
                    await MoveAsync(TakeState.Submitted, new() { OperationName = accepted.OperationName });
                    return null;
                case SubmitOutcome.Throttled throttled:
                    await MoveAsync(TakeState.Failed, Because(throttled.Error, TakeErrorScope.Run));
                    _run.Gate.CloseFor(throttled.RetryAfter);
                    _run.Report(Plan.Shot.Address, ShotStage.Submitting, Waits(throttled));
                    break;
                case SubmitOutcome.RunStopped stopped:
                    TakeChange change = Because(stopped.Error, TakeErrorScope.Run);
                    await MoveAsync(TakeState.Failed, change);
                    _run.Stop.Because(change.Error!, isRefusal: true);
                    return Ended(ShotStatus.Blocked, change.Error!);
                case SubmitOutcome.Rejected rejected:
                    return await EndAsync(
                        TakeState.Failed, rejected.Error, stop.IsCancellationRequested ? TakeErrorScope.Run : TakeErrorScope.Shot);
                case SubmitOutcome.Uncertain free when take.CostUsd == 0:
                    return await EndAsync(TakeState.Failed, free.Error, TakeErrorScope.Run);
                case SubmitOutcome.Uncertain uncertain:
                    return await EndAsync(TakeState.Unknown, uncertain.Error);
            }
        }
    }

    // A submission has outcomes and no exceptions. One all the same leaves open whether the request was taken.
    private async Task<SubmitOutcome> SendAsync(VideoRequest request, CancellationToken stop)
    {
        try
        {
            return await _run.Provider.SubmitAsync(request, stop);
        }
        catch (Exception e)
        {
            return new SubmitOutcome.Uncertain(new ProviderError(
                "unexpected", $"{e.GetType().Name}: {e.Message} Whether the request was taken is not known.", Charge.Possible));
        }
    }

    /// <summary>Looks until there is something to see; null once the clip lies ready.</summary>
    private async Task<ShotVideoResult?> PollAsync(CancellationToken stop)
    {
        DateTimeOffset deadline = _run.Time.GetUtcNow() + _run.Model.Deadline;
        _run.Report(Plan.Shot.Address, ShotStage.Generating);
        while (true)
        {
            TakeError? notYet = null;
            switch (await _run.Provider.PollAsync(Take.OperationName!, stop))
            {
                case PollOutcome.Generated generated:
                    await MoveAsync(TakeState.Generated, new() { ResultUri = generated.Videos[0].Uri });
                    return null;
                case PollOutcome.Filtered filtered:
                    return await EndAsync(TakeState.Filtered, filtered.Error);
                case PollOutcome.Failed failed:
                    return await EndAsync(TakeState.Failed, failed.Error);
                case PollOutcome.Gone gone:
                    return await EndAsync(TakeState.Expired, gone.Error);
                case PollOutcome.Unreachable unreachable:
                    notYet = new TakeError(unreachable.Error.Code, unreachable.Error.Message, TakeErrorScope.Run);
                    break;
            }

            if (_run.Time.GetUtcNow() >= deadline)
            {
                return Ended(ShotStatus.Failed, notYet ?? StillRunning());
            }

            if (notYet is not null)
            {
                _run.Report(Plan.Shot.Address, ShotStage.Generating, notYet.Message);
            }

            await Task.Delay(_run.PollInterval, _run.Time, stop);
        }
    }

    private async Task<TakeReservation> ReservationAsync() => new()
    {
        Asset = AssetKey.Video(Plan.StoryId, Plan.SceneletId, Plan.ShotIndex),
        Provider = Plan.Provider,
        Model = Plan.Model,
        Parameters = Plan.Parameters,
        Fingerprint = await _run.Fingerprint.OfAsync(Plan),
        CostUsd = Plan.Charge,
        PriceDate = Plan.PriceDate,
        RunId = _run.RunId,
        Owner = TakeOwners.Own,
        RunCapUsd = _run.MaximumCost,
    };

    private ShotVideoResult NotReserved(ReserveOutcome outcome)
    {
        switch (outcome)
        {
            case ReserveOutcome.Busy busy:
                _take = busy.Live;
                return Ended(ShotStatus.Blocked, new TakeError(
                    "take-busy", $"Take {busy.Live.Id} of this shot is {busy.Live.State.Name()} already. Nothing was sent."));
            case ReserveOutcome.OverCap over:
                return Ended(ShotStatus.Blocked, new TakeError(
                    "cap-" + over.Cap,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The {over.Cap}'s cap of ${over.LimitUsd:0.00} leaves no room for ${Plan.Charge:0.00}: ${over.CommittedUsd:0.00} are spent, reserved or unknown. Nothing was sent. Raise it with {CapRemedy(over)}."),
                    TakeErrorScope.Run));
            default:
                throw new InvalidOperationException($"A reservation cannot end as {outcome.GetType().Name}.");
        }
    }

    private static string CapRemedy(ReserveOutcome.OverCap over) =>
        over.Cap == "run" ? "-MaximumCost (--max-cost)" : "Set-StoryBudget (storyvideo budget)";

    private async Task<ShotVideoResult> EndAsync(
        TakeState state, ProviderError error, TakeErrorScope scope = TakeErrorScope.Shot)
    {
        TakeChange change = Because(error, scope);
        await MoveAsync(state, change);
        ShotStatus status = state switch
        {
            TakeState.Filtered => ShotStatus.Filtered,
            TakeState.Unknown => ShotStatus.Unknown,
            _ => ShotStatus.Failed,
        };
        return Ended(status, change.Error!);
    }

    private async Task MoveAsync(TakeState state, TakeChange change) =>
        _take = await _run.Ledger.MoveAsync(Take.Id, state, change, CancellationToken.None);

    private static TakeChange Because(ProviderError error, TakeErrorScope scope) =>
        new() { Error = new TakeError(error.Code, error.Message, scope) };

    private TakeError StillRunning() => new(
        "still-running",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Plan.Provider} has not finished after {_run.Model.Deadline.TotalMinutes:0} minutes. It goes on there; run again to fetch it, nothing is paid twice."),
        TakeErrorScope.Run);

    private static string Waits(SubmitOutcome.Throttled throttled) => string.Create(
        CultureInfo.InvariantCulture, $"{throttled.Error.Message} All shots wait {throttled.RetryAfter.TotalSeconds:0} s.");

    // What counts against a cap, and was reserved by this run.
    private decimal SpentUsd() =>
        _take is { CostUsd: { } cost } take && take.RunId == _run.RunId && Spending.KindOf(take.State) != SpendingKind.Free ? cost : 0;

    private ShotVideoResult Ended(ShotStatus status, TakeError error) => new()
    {
        Plan = Plan,
        Status = status,
        TakeId = _take?.Id,
        Operation = _take?.OperationName,
        Findings = _shot.Findings,
        IsAdopted = IsAdopted,
        IsRunRefused = status == ShotStatus.Blocked && _run.Stop.IsRefusal,
        Error = error,
        SpentUsd = SpentUsd(),
    };
}
