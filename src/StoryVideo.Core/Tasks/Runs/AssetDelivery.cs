using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// Brings a result home: to a temporary file, verified, hashed into the ledger, then renamed. The file that stood there before is
/// kept under its own take's name. What lies at a provider can be fetched again for free, so every step can be done again; what
/// came with an answer is in the temporary file before the ledger says that it is there.
/// </summary>
internal sealed class AssetDelivery
{
    private const string Untracked = "untracked-before-";

    private readonly RunContext _run;
    private readonly AssetPlan _plan;
    private Take _take;
    private Take? _replaced;

    /// <param name="run">The run.</param>
    /// <param name="plan">The asset.</param>
    /// <param name="take">A take that is <c>generated</c>, or whose answer has just come.</param>
    public AssetDelivery(RunContext run, AssetPlan plan, Take take)
    {
        _run = run;
        _plan = plan;
        _take = take;
    }

    /// <summary>What the ledger knows of the file, or where it will be.</summary>
    private AssetPath Home => AssetPath.TryParse(_take.File?.Path, out AssetPath? known, out _) ? known : _plan.Output;

    private AssetDraft Draft => _run.Assets.Draft(Home, _take.Id, _plan.Output);

    /// <summary>Opens the file that an answer goes to, before anything is sent: a disk that takes none is found in time.</summary>
    public void Open()
    {
        using FileStream file = Draft.Open();
    }

    /// <summary>Takes the file of an answer away that brought no result.</summary>
    public void Drop() => Draft.Discard();

    /// <summary>Keeps a result that came with its answer: nobody can ask for it again.</summary>
    /// <returns>The take, which is <c>generated</c> now; or why it cannot be kept.</returns>
    /// <exception cref="LedgerUnwritableException">The database cannot be written.</exception>
    public async Task<(Take? Take, TakeError? Problem)> KeepAsync(ReadOnlyMemory<byte> result)
    {
        try
        {
            await using FileStream file = Draft.Open();
            await file.WriteAsync(result, CancellationToken.None);
            (TakeFile? kept, ResultCheck check) = await SealAsync(file, CancellationToken.None);
            if (kept is null)
            {
                return (null, AssetErrors.Unusable(_run.Maker.Noun, check));
            }

            await MoveAsync(TakeState.Generated, new() { File = kept });
            return (_take, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TakeError lost = AssetErrors.NotKept(_run.Maker.Noun, _plan.Output.ToString(), e.Message);
            _run.Stop.Because(lost, isRefusal: false);
            return (null, lost);
        }
    }

    /// <param name="stop">Breaks off the fetching; the take stays as it is.</param>
    /// <exception cref="LedgerUnwritableException">The database cannot be written.</exception>
    public async Task<AssetResult> FetchAsync(CancellationToken stop)
    {
        try
        {
            _replaced = await FindReplacedAsync();
            if (!await IsHereAsync(stop) && await DownloadAsync(stop) is { } problem)
            {
                return Result(AssetStatus.Failed, problem);
            }

            await PublishAsync();
            await MoveAsync(TakeState.Succeeded, TakeChange.None);
            string file = _run.Assets.Resolve(Home);
            return Result(AssetStatus.Succeeded, null) with { File = file, Findings = [.. Differences(file)] };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException)
        {
            TakeError disk = AssetErrors.Disk(_run.Maker, _plan.Output.ToString(), e.Message);
            _run.Stop.Because(disk, isRefusal: false);
            return Result(AssetStatus.Failed, disk);
        }
    }

    private async Task<bool> IsHereAsync(CancellationToken stop) =>
        _take.File is { } known && (await IsInPlaceAsync(stop) || await Draft.HoldsAsync(known.Sha256, stop));

    // What is in place is an earlier take's as long as the ledger says so: that is changed before the rename.
    private async Task<bool> IsInPlaceAsync(CancellationToken stop) =>
        _replaced is null && await Draft.IsInPlaceAsync(_take.File!.Sha256, stop);

    /// <summary>Null once the temporary file holds the verified result and the ledger knows it.</summary>
    private async Task<TakeError?> DownloadAsync(CancellationToken stop)
    {
        if (_run.Maker.Operations is not { } operations)
        {
            TakeError gone = AssetErrors.AnswerGone(_run.Maker.Noun, _plan.Output.ToString());
            await MoveAsync(TakeState.Expired, new() { Error = gone });
            return gone;
        }

        AssetDraft draft = Draft;
        TakeFile? verified;
        TakeError? problem;
        try
        {
            (verified, problem) = await FetchToAsync(operations, draft, stop);
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

    private async Task<(TakeFile? Verified, TakeError? Problem)> FetchToAsync(
        IVideoProvider operations, AssetDraft draft, CancellationToken stop)
    {
        await using FileStream file = draft.Open();
        TakeError? problem = await operations.DownloadAsync(new GeneratedVideo(_take.ResultUri!), file, stop) switch
        {
            DownloadOutcome.Refused refused => await RefusedAsync(refused),
            DownloadOutcome.Interrupted { Error: { } interrupted } => Because(interrupted, TakeErrorScope.Run),
            _ => null,
        };
        if (problem is not null)
        {
            return (null, problem);
        }

        (TakeFile? verified, ResultCheck check) = await SealAsync(file, stop);
        return (verified, verified is null ? AssetErrors.NotWhole(_run.Maker.Noun, check) : null);
    }

    /// <summary>Verifies what was written and takes its hash; no file where it is not whole.</summary>
    private async Task<(TakeFile? File, ResultCheck Check)> SealAsync(FileStream file, CancellationToken stop)
    {
        file.Position = 0;
        ResultCheck check = _run.Maker.Inspect(file);
        if (check.Problem is not null)
        {
            return (null, check);
        }

        AssetPath path = check.Extension is { } extension ? AssetNames.WithExtension(_plan.Output, extension) : _plan.Output;
        return (new TakeFile(path.Stored, file.Length, await AssetDraft.SealAsync(file, stop)), check);
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
            return AssetErrors.StillKept(refused.Error, _take.Id);
        }

        TakeError expired = Because(refused.Error, TakeErrorScope.Shot);
        await MoveAsync(TakeState.Expired, new() { Error = expired });
        return expired;
    }

    private static TakeError Because(ProviderError error, TakeErrorScope scope) =>
        new(error.Code, error.Message, scope) { Answer = error.Raw };

    private IEnumerable<Finding> Differences(string file)
    {
        foreach (Finding differs in _run.Maker.Differences(_take, file))
        {
            _run.Report(_plan.Asset, AssetStage.Downloading, differs.Message);
            yield return differs;
        }
    }

    private async Task PublishAsync()
    {
        if (await IsInPlaceAsync(CancellationToken.None))
        {
            return;
        }

        // An earlier image may have had the other extension: it makes room all the same, or two would claim the place.
        foreach (AssetPath place in AssetNames.Variants(_plan.Output))
        {
            bool isReplaced = _replaced?.File?.Path == place.Stored;

            // A run that ended between the two steps has moved the file and not yet said so.
            AssetPath? kept = _run.Assets.KeepEarlier(place, isReplaced ? _replaced!.Id : Untracked + _take.Id);
            if (isReplaced)
            {
                await FollowFileAsync(_replaced!, kept ?? AssetNames.Earlier(place, _replaced!.Id));
            }
        }

        Draft.Publish();
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
        HashSet<string> places = [.. AssetNames.Variants(_plan.Output).Select(static p => p.Stored)];
        Take? replaced = null;
        TakeFilter filter = new() { StoryId = _take.Asset.StoryId, Kind = _take.Asset.Kind, AssetName = _take.Asset.Name };
        await foreach (Take other in _run.Ledger.ReadAsync(filter, CancellationToken.None))
        {
            replaced = other.Id != _take.Id && other.File is { } file && places.Contains(file.Path) ? other : replaced;
        }

        return replaced;
    }

    private AssetResult Result(AssetStatus status, TakeError? error) => AssetResult.Of(_plan) with
    {
        Status = status,
        TakeId = _take.Id,
        Operation = _take.OperationName,
        Error = error,
        SpentUsd = _take.ChargeUsd ?? 0,
    };
}
