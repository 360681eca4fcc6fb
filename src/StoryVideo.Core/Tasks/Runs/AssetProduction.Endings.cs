using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Stories;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Runs;

internal sealed partial class AssetProduction
{
    // One clip is asked for and the first is taken; should the provider make more, the operator hears where they are.
    private void ReportOthers(IReadOnlyList<GeneratedVideo> videos)
    {
        if (videos.Count > 1)
        {
            Finding more = Finding.Warning("more-samples", AssetErrors.Others([.. videos.Skip(1).Select(static v => v.Uri)]));
            _findings.Add(more);
            _run.Report(Plan.Asset, AssetStage.Generating, more.Message);
        }
    }

    // A price of the catalog's that is not the provider's is found out by the first bill.
    private void ReportBill()
    {
        if (TakePrices.Differs(Take) is { } differs)
        {
            _findings.Add(differs);
            _run.Report(Plan.Asset, AssetStage.Generating, differs.Message);
        }
    }

    private async Task<TakeReservation> ReservationAsync(int tries) => new()
    {
        Asset = Plan.Asset,
        Provider = Plan.Provider,
        Model = Plan.Model,
        Parameters = Plan.Parameters,
        Fingerprint = await _run.Fingerprint.OfAsync(Plan),
        CostUsd = Plan.Charge,
        PriceDate = Plan.PriceDate,
        RunId = _run.RunId,
        Owner = TakeOwners.Own,
        Beginning = Hold,
        KnownTakes = _asset.KnownTakes + tries,
        RunCapUsd = _run.MaximumCost,
    };

    private AssetResult NotReserved(ReserveOutcome outcome)
    {
        switch (outcome)
        {
            case ReserveOutcome.Busy busy:
                _take = busy.Live;
                return Ended(AssetStatus.Blocked, AssetErrors.Busy(busy.Live));
            case ReserveOutcome.Overtaken { Latest: { State: TakeState.Succeeded } latest }:
                _take = latest;
                return Ended(AssetStatus.Skipped, null) with { File = FileOf(latest) };
            case ReserveOutcome.Overtaken overtaken:
                _take = overtaken.Latest;
                return Ended(AssetStatus.Blocked, AssetErrors.Overtaken(overtaken.Latest));
            case ReserveOutcome.OverCap over:
                return Ended(AssetStatus.Blocked, AssetErrors.OverCap(over, Plan.Charge));
            default:
                throw new InvalidOperationException($"A reservation cannot end as {outcome.GetType().Name}.");
        }
    }

    /// <summary>The run sends nothing further, and this asset was not sent either.</summary>
    private AssetResult Stopped(ProviderError error)
    {
        TakeError reason = Because(error, TakeErrorScope.Run).Error!;
        _run.Stop.Because(reason, isRefusal: true);
        return Ended(AssetStatus.Blocked, reason);
    }

    /// <summary>The provider does not answer about this take. It stays as it is; a key that is refused here is refused everywhere.</summary>
    private AssetResult Refused(ProviderError error)
    {
        TakeError reason = Because(error, TakeErrorScope.Run).Error!;
        if (error.HttpStatus is null or 401 or 403 || error.Code == "key-refused")
        {
            _run.Stop.Because(reason, isRefusal: true);
        }

        return Ended(AssetStatus.Failed, reason);
    }

    private string FileOf(Take take) =>
        _run.Assets.Resolve(AssetPath.TryParse(take.File?.Path, out AssetPath? path, out _) ? path : Plan.Output);

    private async Task<AssetResult> EndAsync(
        TakeState state, ProviderError error, TakeErrorScope scope = TakeErrorScope.Shot, decimal? billedUsd = null)
    {
        TakeChange change = Because(error, scope) with { BilledUsd = TakePrices.Bill(Take, error, billedUsd) };
        await MoveAsync(state, change);
        AssetStatus status = state switch
        {
            TakeState.Filtered => AssetStatus.Filtered,
            TakeState.Unknown => AssetStatus.Unknown,
            _ => AssetStatus.Failed,
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

    private AssetResult Ended(AssetStatus status, TakeError? error) => AssetResult.Of(Plan) with
    {
        Status = status,
        TakeId = _take?.Id,
        Operation = _take?.OperationName,
        Findings = [.. _findings],
        IsAdopted = IsAdopted,
        IsRunRefused = status == AssetStatus.Blocked && _run.Stop.IsRefusal,
        Error = error,
        SpentUsd = SpentUsd(),
    };
}
