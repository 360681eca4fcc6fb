using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Plans;

/// <summary>Decides what a run does with an asset: make it, go on with it, or let it be.</summary>
internal sealed class DecideAsset
{
    private readonly AssetRequest _request;
    private readonly AssetFolder _assets;
    private readonly PlanFingerprint _fingerprint;
    private readonly TakeOwners _owners;

    public DecideAsset(AssetRequest request, AssetFolder assets, PlanFingerprint fingerprint, TakeOwners owners)
    {
        _request = request;
        _assets = assets;
        _fingerprint = fingerprint;
        _owners = owners;
    }

    public async Task<PlannedAsset> DecideAsync(AssetPlan plan, TakeHistory.Past past)
    {
        string? file = AssetFiles.Find(_assets, plan.StoredPath, plan.Output) is { } found ? _assets.Resolve(found) : null;
        string noun = NounOf(plan.Asset.Kind);
        PlannedAsset asset = new()
        {
            Plan = plan,
            Action = AssetAction.Make,
            Reason = past.Latest is null ? $"it has no {noun}" : $"its {noun} is to be made again",
            Findings = plan.Findings,
            KnownTakes = past.Count,
            File = file,
        };
        return past.Live is { } live ? await WithLiveAsync(asset, live)
            : !Remakes && file is not null && !IsStandIn(plan, past.Selected) && IsOfSubject(plan, past.Selected)
                ? asset with { Action = AssetAction.Skip, Reason = $"it has its {noun}", Take = past.Selected }
            : _request.Mode == RunMode.Default && await EndedForItsOwnSakeAsync(plan, past.Latest)
                ? asset with { Action = AssetAction.Leave, Take = past.Latest, Reason = TryAgain(past.Latest!) }
            : plan.IsBlocked ? Blocked(asset)
            : _assets.WhyRefused(plan.Output) is { } why ? Blocked(asset, past.Latest, "output-refused", why)
            : asset;
    }

    // Stale assets are made again only where they were asked for by that name.
    private bool Remakes => _request.Mode == RunMode.Override || _request.OnlyStale;

    // A rehearsed asset stands in for a paid one: the paid run replaces it, and keeps it among the takes.
    private static bool IsStandIn(AssetPlan plan, Take? selected) =>
        selected is not null && selected.Provider == VideoProviders.Rehearsal && plan.Provider != VideoProviders.Rehearsal;

    // What speaks of another file than the one that is there now says nothing of it.
    private static bool IsOfSubject(AssetPlan plan, Take? selected) =>
        plan.Subject is null || selected?.FingerprintParts.GetValueOrDefault(PlanFingerprint.SubjectPart) == plan.Subject;

    private static PlannedAsset Blocked(PlannedAsset asset) => asset with
    {
        Action = AssetAction.Block,
        Reason = string.Join("; ", asset.Findings.Where(static f => f.Severity == FindingSeverity.Error).Select(static f => f.Message)).Replace(".; ", "; ", StringComparison.Ordinal),
    };

    private static PlannedAsset Blocked(PlannedAsset asset, Take? take, string code, string message) => asset with
    {
        Action = AssetAction.Block,
        Take = take,
        Reason = message,
        Findings = [.. asset.Findings, Finding.Error(code, message)],
    };

    private static string TryAgain(Take take) =>
        $"{take.Error?.Message ?? "the last attempt did not succeed"} It is not tried again unless you say so "
        + "(-Resume, --mode resume), or it changes.";

    private async Task<bool> EndedForItsOwnSakeAsync(AssetPlan plan, Take? latest) =>
        latest is { State: TakeState.Filtered or TakeState.Failed or TakeState.Expired }
        && latest.Error?.Scope != TakeErrorScope.Run
        && !plan.IsBlocked
        && (await _fingerprint.OfAsync(plan)).Value == latest.Fingerprint;

    private async Task<PlannedAsset> WithLiveAsync(PlannedAsset asset, Take live)
    {
        if (live.State == TakeState.Unknown)
        {
            return Blocked(asset, live, "take-unknown",
                $"the answer to take {live.Id} was lost and it may have been paid; settle it with Resolve-ShotTake "
                + "(storyvideo resolve) before it is made again");
        }

        if (_owners.IsAlive(live))
        {
            return Blocked(asset, live, "take-busy", $"take {live.Id} is being made by another process ({live.Owner})");
        }

        // Another provider cannot be asked for it: a rehearsal must not take a paid one for lost.
        if (live.Provider != asset.Plan.Provider)
        {
            return Blocked(asset, live, "take-unfinished",
                $"take {live.Id} of {live.Provider} is unfinished; run with --provider {live.Provider} (-Provider) first, which "
                + "fetches it for nothing");
        }

        TakeFingerprint now = asset.Plan.Prompt is null ? TakeFingerprint.Of([]) : await _fingerprint.OfAsync(asset.Plan);
        if (now.Value == live.Fingerprint)
        {
            return asset with { Action = AssetAction.Adopt, Take = live, Reason = "its operation is already paid for" };
        }

        string changed = string.Join(", ", now.ChangedSince(live.FingerprintParts));
        return _request.Mode == RunMode.Resume
            ? asset with
            {
                Action = AssetAction.Adopt,
                Take = live,
                Reason = $"its operation is already paid for, though this has changed since: {changed}",
                Findings =
                [
                    .. asset.Findings,
                    Finding.Warning("take-changed", $"the {NounOf(live.Asset.Kind)} of take {live.Id} will not show what has changed since: {changed}"),
                ],
            }
            : Blocked(asset, live, "take-unfinished",
                $"take {live.Id} is unfinished, and this has changed since: {changed}; -Resume (--mode resume) fetches it all the same");
    }

    private static string NounOf(AssetKind kind) => kind switch
    {
        AssetKind.Video => "clip",
        AssetKind.Audio => "sound",
        AssetKind.Check => "check",
        _ => "image",
    };
}
