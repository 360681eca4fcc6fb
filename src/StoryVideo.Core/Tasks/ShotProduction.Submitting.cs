using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Storage;

namespace StoryVideo.Tasks;

/// <content>The one step that costs money: reserve, mark, send, keep the operation's name.</content>
internal sealed partial class ShotProduction
{
    /// <summary>Reserves and sends, as often as the provider asks for patience; null once the operation's name is kept.</summary>
    private async Task<ShotVideoResult?> SubmitAsync(CancellationToken stop)
    {
        for (int tries = 0; ; tries++)
        {
            await _run.Gate.WaitUntilOpenAsync(stop);
            if (_run.Stop.Reason is { } reason)
            {
                return Ended(ShotStatus.Blocked, reason);
            }

            stop.ThrowIfCancellationRequested();
            VideoRequest request = Plan.ToRequest();
            if (await ReserveAsync(tries, stop) is { } notReserved)
            {
                return notReserved;
            }

            _run.Report(Plan.Shot.Address, ShotStage.Submitting);
            SubmitOutcome outcome = await SendAsync(request, stop);
            if (outcome is not SubmitOutcome.NotSent)
            {
                _run.Gate.ProviderIsThere();
            }

            switch (outcome)
            {
                case SubmitOutcome.Accepted accepted:
                    return await KeepNameAsync(accepted.OperationName);
                case SubmitOutcome.Throttled throttled:
                    await MoveAsync(TakeState.Failed, Because(throttled.Error, TakeErrorScope.Run));
                    _run.Gate.CloseFor(throttled.RetryAfter);
                    _run.Report(Plan.Shot.Address, ShotStage.Submitting, throttled.Error.Message);
                    break;
                case SubmitOutcome.NotSent notSent:
                    await MoveAsync(TakeState.Failed, Because(notSent.Error, TakeErrorScope.Run));
                    if (!_run.Gate.TryWaitForProvider())
                    {
                        return Stopped(notSent.Error);
                    }

                    _run.Report(Plan.Shot.Address, ShotStage.Submitting, ShotErrors.Waits(notSent.Error));
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
    private async Task<ShotVideoResult?> ReserveAsync(int tries, CancellationToken stop)
    {
        TakeReservation reservation;
        try
        {
            reservation = await ReservationAsync(tries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Ended(ShotStatus.Failed, ShotErrors.ReferenceVanished(e.Message));
        }

        try
        {
            ReserveOutcome reserved = await _run.Ledger.ReserveAsync(reservation, stop);
            if (reserved is not ReserveOutcome.Reserved { Take: { } take })
            {
                return NotReserved(reserved);
            }

            TryHold(take.Id);
            _take = take;
            return null;
        }
        catch (Exception e) when (StoreTrouble.Is(e))
        {
            _run.Stop.Because(TakeKeeper.Unwritable(e.Message), isRefusal: false);
            return Ended(ShotStatus.Blocked, TakeKeeper.Unwritable(e.Message));
        }
    }

    // What the ledger cannot record must not leave: from the mark on, whoever finds the take knows that it may have been paid.
    private async Task<SubmitOutcome> SendAsync(VideoRequest request, CancellationToken stop)
    {
        Exception? unmarked = null;
        SubmitOutcome outcome;
        try
        {
            outcome = await _run.Provider.SubmitAsync(request, MarkAsync, stop);
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
    private async Task<ShotVideoResult?> KeepNameAsync(string operation)
    {
        try
        {
            await MoveAsync(TakeState.Submitted, new() { OperationName = operation });
            return null;
        }
        catch (Exception e) when (e is LedgerUnwritableException or LedgerException)
        {
            TakeError error = ShotErrors.NameNotRecorded(Take.Id, operation, e.Message);
            _run.Report(Plan.Shot.Address, ShotStage.Generating, error.Message);
            return Ended(ShotStatus.Unknown, error) with { Operation = operation };
        }
    }
}
