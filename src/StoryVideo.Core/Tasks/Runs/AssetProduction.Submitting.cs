using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;

namespace StoryVideo.Tasks.Runs;

/// <content>The one step that costs money: reserve, mark, send, keep the operation's name.</content>
internal sealed partial class AssetProduction
{
    /// <summary>Reserves and sends, as often as the provider asks for patience; null once the operation's name, or the result itself, is kept.</summary>
    private async Task<AssetResult?> SubmitAsync(CancellationToken stop)
    {
        bool isSecondTry = false;
        for (int tries = 0; ; tries++)
        {
            await _run.Gate.WaitUntilOpenAsync(stop);
            if (_run.Stop.Reason is { } reason)
            {
                return Ended(AssetStatus.Blocked, reason);
            }

            stop.ThrowIfCancellationRequested();
            using PreparedCall call = await _run.Maker.PrepareAsync(Plan, stop);
            if (call.Problem is { } unprepared)
            {
                return Ended(AssetStatus.Failed, unprepared);
            }

            if (await ReserveAsync(tries, stop) is { } notReserved)
            {
                return notReserved;
            }

            if (await OpenAnswerAsync() is { } noRoom)
            {
                return noRoom;
            }

            _run.Report(Plan.Asset, AssetStage.Submitting);
            SubmitOutcome outcome = await SendAsync(call, stop);
            if (outcome is not SubmitOutcome.Answered && _run.Maker.Operations is null)
            {
                new AssetDelivery(_run, Plan, Take).Drop();
            }

            if (outcome is not SubmitOutcome.NotSent)
            {
                _run.Gate.ProviderIsThere();
            }

            switch (outcome)
            {
                case SubmitOutcome.Accepted accepted:
                    return await KeepNameAsync(accepted.OperationName);
                case SubmitOutcome.Answered answered:
                    return await KeepAnswerAsync(answered.Result);
                case SubmitOutcome.Filtered filtered:
                    return await EndAsync(TakeState.Filtered, filtered.Error);
                case SubmitOutcome.Empty empty when isSecondTry:
                    return await EndAsync(TakeState.Failed, empty.Error);
                case SubmitOutcome.Empty empty:
                    isSecondTry = true;
                    await MoveAsync(TakeState.Failed, Because(empty.Error, TakeErrorScope.Run));
                    _run.Report(Plan.Asset, AssetStage.Submitting, $"{empty.Error.Message} It is tried once more.");
                    break;
                case SubmitOutcome.Throttled throttled:
                    await MoveAsync(TakeState.Failed, Because(throttled.Error, TakeErrorScope.Run));
                    _run.Gate.CloseFor(throttled.RetryAfter);
                    _run.Report(Plan.Asset, AssetStage.Submitting, throttled.Error.Message);
                    break;
                case SubmitOutcome.NotSent notSent:
                    await MoveAsync(TakeState.Failed, Because(notSent.Error, TakeErrorScope.Run));
                    if (!_run.Gate.TryWaitForProvider())
                    {
                        return Stopped(notSent.Error);
                    }

                    _run.Report(Plan.Asset, AssetStage.Submitting, AssetErrors.Waits(notSent.Error));
                    break;
                case SubmitOutcome.RunStopped stopped:
                    await MoveAsync(TakeState.Failed, Because(stopped.Error, TakeErrorScope.Run));
                    return Stopped(stopped.Error);
                case SubmitOutcome.Rejected rejected:
                    bool isForRun = rejected.MayPass || stop.IsCancellationRequested;
                    return await EndAsync(TakeState.Failed, rejected.Error, isForRun ? TakeErrorScope.Run : TakeErrorScope.Shot);
                case SubmitOutcome.Uncertain free when Take.CostUsd == 0:
                    return await EndAsync(TakeState.Failed, free.Error, TakeErrorScope.Run);
                case SubmitOutcome.Uncertain uncertain:
                    return await EndAsync(TakeState.Unknown, uncertain.Error);
            }

            LetGo();
        }
    }

    /// <summary>Null once a take is reserved.</summary>
    private async Task<AssetResult?> ReserveAsync(int tries, CancellationToken stop)
    {
        TakeReservation reservation;
        try
        {
            reservation = await ReservationAsync(tries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Ended(AssetStatus.Failed, AssetErrors.ReferenceVanished(e.Message));
        }

        try
        {
            ReserveOutcome reserved = await _run.Ledger.ReserveAsync(reservation, stop);
            if (reserved is not ReserveOutcome.Reserved { Take: { } take })
            {
                return NotReserved(reserved);
            }

            Hold(take.Id);
            _take = take;
            return null;
        }
        catch (Exception e) when (StoreTrouble.Is(e))
        {
            _run.Stop.Because(TakeKeeper.Unwritable(e.Message), isRefusal: false);
            return Ended(AssetStatus.Blocked, TakeKeeper.Unwritable(e.Message));
        }
    }

    // What the ledger cannot record must not leave: from the mark on, whoever finds the take knows that it may have been paid.
    private async Task<SubmitOutcome> SendAsync(PreparedCall call, CancellationToken stop)
    {
        Exception? unmarked = null;
        SubmitOutcome outcome;
        try
        {
            outcome = await call.SendAsync(MarkAsync, stop);
        }
        catch (Exception e)
        {
            // A submission has outcomes and no exceptions. One all the same leaves open whether the request was taken.
            outcome = new SubmitOutcome.Uncertain(new ProviderError(
                "unexpected", $"{e.GetType().Name}: {e.Message} Whether the request was taken is not known.", Charge.Possible));
        }

        return unmarked is null ? outcome : throw Unmarked(unmarked);

        async Task MarkAsync()
        {
            try
            {
                await _run.Ledger.MarkSentAsync(Take.Id, CancellationToken.None);
            }
            catch (Exception e) when (e is LedgerException || StoreTrouble.Is(e))
            {
                unmarked = e;
                throw;
            }
        }
    }

    private Exception Unmarked(Exception e)
    {
        if (e is LedgerException)
        {
            return e;
        }

        _run.Stop.Because(TakeKeeper.Unwritable(e.Message), isRefusal: false);
        return new LedgerUnwritableException(e);
    }

    /// <summary>Null once the operation's name is in the ledger. Where that fails the operator is told it, and nobody else knows it.</summary>
    private async Task<AssetResult?> KeepNameAsync(string operation)
    {
        try
        {
            await MoveAsync(TakeState.Submitted, new() { OperationName = operation });
            return null;
        }
        catch (Exception e) when (e is LedgerUnwritableException or LedgerException)
        {
            TakeError error = AssetErrors.NameNotRecorded(Take.Id, operation, e.Message);
            _run.Report(Plan.Asset, AssetStage.Generating, error.Message);
            return Ended(AssetStatus.Unknown, error) with { Operation = operation };
        }
    }

    /// <summary>Makes sure of the file that an answer goes to; null where there is one, or none is needed.</summary>
    private async Task<AssetResult?> OpenAnswerAsync()
    {
        if (_run.Maker.Operations is not null)
        {
            return null;
        }

        try
        {
            new AssetDelivery(_run, Plan, Take).Open();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
        {
            TakeError disk = AssetErrors.NoRoom(_run.Maker.Noun, Plan.Output.ToString(), e.Message);
            _run.Stop.Because(disk, isRefusal: false);
            await MoveAsync(TakeState.Failed, new() { Error = disk });
            return Ended(AssetStatus.Failed, disk);
        }
    }

    /// <summary>Null once the result is in its file and the ledger knows it. What cannot be kept may be paid for and is lost.</summary>
    private async Task<AssetResult?> KeepAnswerAsync(ReadOnlyMemory<byte> result)
    {
        (Take? kept, TakeError? problem) = await new AssetDelivery(_run, Plan, Take).KeepAsync(result);
        if (kept is not null)
        {
            _take = kept;
            return null;
        }

        bool isFree = Take.CostUsd == 0;
        await MoveAsync(isFree ? TakeState.Failed : TakeState.Unknown, new() { Error = problem });
        return Ended(isFree ? AssetStatus.Failed : AssetStatus.Unknown, problem);
    }
}
