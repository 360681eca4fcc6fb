using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

internal sealed partial class ShotProduction
{
    // One clip is asked for and the first is taken; should the provider make more, the operator hears where they are.
    private void ReportOthers(IReadOnlyList<GeneratedVideo> videos)
    {
        if (videos.Count > 1)
        {
            Finding more = Finding.Warning("more-samples", ShotErrors.Others([.. videos.Skip(1).Select(static v => v.Uri)]));
            _findings.Add(more);
            _run.Report(Plan.Shot.Address, ShotStage.Generating, more.Message);
        }
    }

    // A price of the catalog's that is not the provider's is found out by the first bill.
    private void ReportBill()
    {
        if (TakePrices.Differs(Take) is { } differs)
        {
            _findings.Add(differs);
            _run.Report(Plan.Shot.Address, ShotStage.Generating, differs.Message);
        }
    }

    private async Task<TakeReservation> ReservationAsync(int tries) => new()
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
        KnownTakes = _shot.KnownTakes + tries,
        RunCapUsd = _run.MaximumCost,
    };

    private ShotVideoResult NotReserved(ReserveOutcome outcome)
    {
        switch (outcome)
        {
            case ReserveOutcome.Busy busy:
                _take = busy.Live;
                return Ended(ShotStatus.Blocked, ShotErrors.Busy(busy.Live));
            case ReserveOutcome.Overtaken { Latest: { State: TakeState.Succeeded } latest }:
                _take = latest;
                return Ended(ShotStatus.Skipped, null) with { File = _run.Assets.Resolve(Plan.Output) };
            case ReserveOutcome.Overtaken overtaken:
                _take = overtaken.Latest;
                return Ended(ShotStatus.Blocked, ShotErrors.Overtaken(overtaken.Latest));
            case ReserveOutcome.OverCap over:
                return Ended(ShotStatus.Blocked, ShotErrors.OverCap(over, Plan.Charge));
            default:
                throw new InvalidOperationException($"A reservation cannot end as {outcome.GetType().Name}.");
        }
    }

    /// <summary>The run sends nothing further, and this shot was not sent either.</summary>
    private ShotVideoResult Stopped(ProviderError error)
    {
        TakeError reason = Because(error, TakeErrorScope.Run).Error!;
        _run.Stop.Because(reason, isRefusal: true);
        return Ended(ShotStatus.Blocked, reason);
    }

    /// <summary>The provider does not answer about this take. It stays as it is; a key that is refused here is refused everywhere.</summary>
    private ShotVideoResult Refused(ProviderError error)
    {
        TakeError reason = Because(error, TakeErrorScope.Run).Error!;
        if (error.HttpStatus is null or 401 or 403 || error.Code == "key-refused")
        {
            _run.Stop.Because(reason, isRefusal: true);
        }

        return Ended(ShotStatus.Failed, reason);
    }

    private async Task<ShotVideoResult> EndAsync(
        TakeState state, ProviderError error, TakeErrorScope scope = TakeErrorScope.Shot, decimal? billedUsd = null)
    {
        TakeChange change = Because(error, scope) with { BilledUsd = TakePrices.Bill(Take, error, billedUsd) };
        await MoveAsync(state, change);
        ShotStatus status = state switch
        {
            TakeState.Filtered => ShotStatus.Filtered,
            TakeState.Unknown => ShotStatus.Unknown,
            _ => ShotStatus.Failed,
        };
        return Ended(status, change.Error!);
    }

    private async Task MoveAsync(TakeState state, TakeChange change) => _take = await _run.Keeper.MoveAsync(Take, state, change);

    private static TakeChange Because(ProviderError error, TakeErrorScope scope) =>
        new() { Error = new TakeError(error.Code, error.Message, scope) { Answer = error.Raw } };

    // What counts against a cap, and was reserved by this run.
    private decimal SpentUsd() =>
        _take is { ChargeUsd: { } charge } take && take.RunId == _run.RunId
        && Spending.KindOf(take.State, take.BilledUsd is not null) != SpendingKind.Free
            ? charge
            : 0;

    private ShotVideoResult Ended(ShotStatus status, TakeError? error) => new()
    {
        Plan = Plan,
        Status = status,
        TakeId = _take?.Id,
        Operation = _take?.OperationName,
        Findings = [.. _findings],
        IsAdopted = IsAdopted,
        IsRunRefused = status == ShotStatus.Blocked && _run.Stop.IsRefusal,
        Error = error,
        SpentUsd = SpentUsd(),
    };
}
