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

    private readonly RunContext _run;
    private readonly ShotPlan _plan;
    private Take _take;

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
    public async Task<ShotVideoResult> FetchAsync(CancellationToken stop)
    {
        try
        {
            AssetDraft draft = _run.Assets.Draft(_plan.Output, _take.Id);
            if (!await IsHereAsync(draft, stop) && await DownloadAsync(draft, stop) is { } ended)
            {
                return ended;
            }

            await PublishAsync(draft);
            await MoveAsync(TakeState.Succeeded, TakeChange.None);
            return Result(ShotStatus.Succeeded, null) with { File = _run.Assets.Resolve(_plan.Output) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
        {
            return Result(ShotStatus.Failed, new TakeError(
                "disk",
                $"The clip is made and cannot be written to '{_plan.Output}': {e.Message} "
                + "It waits at the provider; make room or mend the folder and run again, fetching is free.",
                TakeErrorScope.Run));
        }
    }

    private async Task<bool> IsHereAsync(AssetDraft draft, CancellationToken stop) =>
        _take.File is { } known
        && (await draft.IsInPlaceAsync(known.Sha256, stop) || await draft.HoldsAsync(known.Sha256, stop));

    /// <summary>Null once the temporary file holds the verified clip.</summary>
    private async Task<ShotVideoResult?> DownloadAsync(AssetDraft draft, CancellationToken stop)
    {
        await using FileStream file = draft.Open();
        TakeError? problem = await _run.Provider.DownloadAsync(new GeneratedVideo(_take.ResultUri!), file, stop) switch
        {
            DownloadOutcome.Refused { Error: { } refused } => await ExpireAsync(new TakeError(refused.Code, refused.Message)),
            DownloadOutcome.Interrupted { Error: { } interrupted } =>
                new TakeError(interrupted.Code, interrupted.Message, TakeErrorScope.Run),
            _ => Verify(file),
        };
        if (problem is not null)
        {
            draft.Discard();
            return Result(ShotStatus.Failed, problem);
        }

        TakeFile verified = new(_plan.Output.Stored, file.Length, await AssetDraft.SealAsync(file, stop));
        await MoveAsync(TakeState.Generated, new() { File = verified });
        return null;
    }

    private async Task<TakeError> ExpireAsync(TakeError error)
    {
        await MoveAsync(TakeState.Expired, new() { Error = error });
        return error;
    }

    private static TakeError? Verify(FileStream file)
    {
        file.Position = 0;
        Mp4Inspection clip = Mp4File.Inspect(file);
        return clip.IsWhole ? null : new TakeError(
            "not-a-video",
            $"What was fetched is no whole clip: {clip.Problem}. It was thrown away; the clip itself waits at the provider, "
            + "run again to fetch it for free.",
            TakeErrorScope.Run);
    }

    private async Task PublishAsync(AssetDraft draft)
    {
        // An earlier clip may have the same bytes; a draft that is still there has not been published.
        if (!draft.Exists && await draft.IsInPlaceAsync(_take.File!.Sha256, CancellationToken.None))
        {
            return;
        }

        Take? earlier = await FindEarlierAsync();
        AssetPath? kept = _run.Assets.KeepEarlier(_plan.Output, earlier?.Id ?? Untracked + _take.Id);
        if (earlier is not null)
        {
            await FollowFileAsync(earlier, kept ?? AssetNames.Earlier(_plan.Output, earlier.Id));
        }

        draft.Publish();
    }

    // A run that ended between moving the file and recording it left that to be done here.
    private async Task FollowFileAsync(Take earlier, AssetPath kept)
    {
        if (_run.Assets.Exists(kept))
        {
            await _run.Ledger.MoveFileAsync(earlier.Id, kept.Stored, CancellationToken.None);
        }
    }

    private async Task MoveAsync(TakeState state, TakeChange change) =>
        _take = await _run.Ledger.MoveAsync(_take.Id, state, change, CancellationToken.None);

    /// <summary>The take whose file stands where this one goes, by the ledger.</summary>
    private async Task<Take?> FindEarlierAsync()
    {
        Take? earlier = null;
        TakeFilter filter = new() { StoryId = _take.Asset.StoryId, Kind = _take.Asset.Kind, AssetName = _take.Asset.Name };
        await foreach (Take other in _run.Ledger.ReadAsync(filter, CancellationToken.None))
        {
            earlier = other.Id != _take.Id && other.File?.Path == _plan.Output.Stored ? other : earlier;
        }

        return earlier;
    }

    private ShotVideoResult Result(ShotStatus status, TakeError? error) => new()
    {
        Plan = _plan,
        Status = status,
        TakeId = _take.Id,
        Operation = _take.OperationName,
        Error = error,
        SpentUsd = _take.CostUsd ?? 0,
    };
}
