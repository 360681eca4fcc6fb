using System.Globalization;
using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>
/// Brings a finished clip home: to a temporary file, verified as a video, hashed into the ledger, then renamed. The file that
/// stood there before is kept under its own take's name. Fetching is free, so every step can be done again.
/// </summary>
internal sealed class ClipDelivery
{
    private const string Untracked = "untracked-before-";

    /// <summary>Encoders round to frames and sound to packets; more than this is another clip than was asked for.</summary>
    private const double LengthTolerance = 0.5;

    private readonly RunContext _run;
    private readonly ShotPlan _plan;
    private Take _take;
    private Take? _replaced;

    /// <param name="run">The run.</param>
    /// <param name="plan">The shot.</param>
    /// <param name="take">A take that is <c>generated</c>.</param>
    public ClipDelivery(RunContext run, ShotPlan plan, Take take)
    {
        _run = run;
        _plan = plan;
        _take = take;
    }

    /// <param name="stop">Breaks off the fetching; the take stays as it is.</param>
    /// <exception cref="LedgerUnwritableException">The database cannot be written.</exception>
    public async Task<ShotVideoResult> FetchAsync(CancellationToken stop)
    {
        try
        {
            _replaced = await FindReplacedAsync();
            AssetDraft draft = _run.Assets.Draft(_plan.Output, _take.Id);
            if (!await IsHereAsync(draft, stop) && await DownloadAsync(draft, stop) is { } problem)
            {
                return Result(ShotStatus.Failed, problem);
            }

            await PublishAsync(draft);
            await MoveAsync(TakeState.Succeeded, TakeChange.None);
            string file = _run.Assets.Resolve(_plan.Output);
            return Result(ShotStatus.Succeeded, null) with { File = file, Findings = [.. LengthFindings(file)] };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
        {
            TakeError disk = ShotErrors.Disk(_plan.Output.ToString(), e.Message);
            _run.Stop.Because(disk, isRefusal: false);
            return Result(ShotStatus.Failed, disk);
        }
    }

    private async Task<bool> IsHereAsync(AssetDraft draft, CancellationToken stop) =>
        _take.File is { } known && (await IsInPlaceAsync(draft, stop) || await draft.HoldsAsync(known.Sha256, stop));

    // What is in place is an earlier take's as long as the ledger says so: that is changed before the rename.
    private async Task<bool> IsInPlaceAsync(AssetDraft draft, CancellationToken stop) =>
        _replaced is null && await draft.IsInPlaceAsync(_take.File!.Sha256, stop);

    /// <summary>Null once the temporary file holds the verified clip and the ledger knows it.</summary>
    private async Task<TakeError?> DownloadAsync(AssetDraft draft, CancellationToken stop)
    {
        TakeFile? verified;
        TakeError? problem;
        try
        {
            (verified, problem) = await FetchToAsync(draft, stop);
        }
        catch
        {
            draft.Discard();
            throw;
        }

        if (verified is null)
        {
            draft.Discard();
            return problem;
        }

        await MoveAsync(TakeState.Generated, new() { File = verified });
        return null;
    }

    private async Task<(TakeFile? Verified, TakeError? Problem)> FetchToAsync(AssetDraft draft, CancellationToken stop)
    {
        await using FileStream file = draft.Open();
        TakeError? problem = await _run.Provider.DownloadAsync(new GeneratedVideo(_take.ResultUri!), file, stop) switch
        {
            DownloadOutcome.Refused refused => await RefusedAsync(refused),
            DownloadOutcome.Interrupted { Error: { } interrupted } => Because(interrupted, TakeErrorScope.Run),
            _ => Verify(file),
        };
        return problem is null
            ? (new TakeFile(_plan.Output.Stored, file.Length, await AssetDraft.SealAsync(file, stop)), null)
            : (null, problem);
    }

    // Whoever asks with the wrong key is refused too: only what the provider no longer keeps is lost.
    private async Task<TakeError> RefusedAsync(DownloadOutcome.Refused refused)
    {
        if (refused.IsKeyRefused)
        {
            TakeError key = Because(refused.Error, TakeErrorScope.Run);
            _run.Stop.Because(key, isRefusal: true);
            return key;
        }

        if (!Keeping.IsOver(_run, _take))
        {
            return ShotErrors.StillKept(refused.Error, _take.Id);
        }

        TakeError expired = Because(refused.Error, TakeErrorScope.Shot);
        await MoveAsync(TakeState.Expired, new() { Error = expired });
        return expired;
    }

    private static TakeError Because(ProviderError error, TakeErrorScope scope) =>
        new(error.Code, error.Message, scope) { Answer = error.Raw };

    private static TakeError? Verify(FileStream file)
    {
        file.Position = 0;
        Mp4Inspection clip = Mp4File.Inspect(file);
        return clip.IsWhole ? null : new TakeError(
            "not-a-video",
            $"What was fetched is no whole clip: {clip.Problem}. It was thrown away; the clip itself is paid for and waits at the "
            + "provider, run again to fetch it for free.",
            TakeErrorScope.Run);
    }

    // A clip of another length is paid for and may well do: it is kept, and the operator is told.
    private IEnumerable<Finding> LengthFindings(string file)
    {
        if (PlanParameters.FormatOf(_take.Parameters) is not { DurationSeconds: int asked })
        {
            yield break;
        }

        using FileStream clip = File.OpenRead(file);
        double length = Mp4File.Inspect(clip).DurationSeconds;
        if (Math.Abs(length - asked) > LengthTolerance)
        {
            Finding differs = Finding.Warning("length-differs", string.Create(
                CultureInfo.InvariantCulture,
                $"the clip is {length:0.0} s long, and {asked} s were asked for; it is kept and selected. --mode override (-Override) makes another take, which is paid again"));
            _run.Report(_plan.Shot.Address, ShotStage.Downloading, differs.Message);
            yield return differs;
        }
    }

    private async Task PublishAsync(AssetDraft draft)
    {
        if (await IsInPlaceAsync(draft, CancellationToken.None))
        {
            return;
        }

        // A run that ended between the two steps has moved the file and not yet said so.
        AssetPath? kept = _run.Assets.KeepEarlier(_plan.Output, _replaced?.Id ?? Untracked + _take.Id);
        if (_replaced is not null)
        {
            await FollowFileAsync(_replaced, kept ?? AssetNames.Earlier(_plan.Output, _replaced.Id));
        }

        draft.Publish();
    }

    private async Task FollowFileAsync(Take earlier, AssetPath kept)
    {
        if (_run.Assets.Exists(kept))
        {
            await _run.Ledger.MoveFileAsync(earlier.Id, kept.Stored, CancellationToken.None);
        }
    }

    private async Task MoveAsync(TakeState state, TakeChange change) => _take = await _run.Keeper.MoveAsync(_take, state, change);

    /// <summary>The take whose file stands where this one goes, by the ledger; null where none does.</summary>
    private async Task<Take?> FindReplacedAsync()
    {
        Take? replaced = null;
        TakeFilter filter = new() { StoryId = _take.Asset.StoryId, Kind = _take.Asset.Kind, AssetName = _take.Asset.Name };
        await foreach (Take other in _run.Ledger.ReadAsync(filter, CancellationToken.None))
        {
            replaced = other.Id != _take.Id && other.File?.Path == _plan.Output.Stored ? other : replaced;
        }

        return replaced;
    }

    private ShotVideoResult Result(ShotStatus status, TakeError? error) => new()
    {
        Plan = _plan,
        Status = status,
        TakeId = _take.Id,
        Operation = _take.OperationName,
        Error = error,
        SpentUsd = _take.ChargeUsd ?? 0,
    };
}
