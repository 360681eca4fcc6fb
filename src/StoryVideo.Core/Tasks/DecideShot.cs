using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Decides what a run does with a shot: make it, go on with it, or let it be.</summary>
internal sealed class DecideShot
{
    private readonly ShotVideoRequest _request;
    private readonly AssetFolder _assets;
    private readonly PlanFingerprint _fingerprint;
    private readonly TakeOwners _owners;

    public DecideShot(ShotVideoRequest request, AssetFolder assets, PlanFingerprint fingerprint, TakeOwners owners)
    {
        _request = request;
        _assets = assets;
        _fingerprint = fingerprint;
        _owners = owners;
    }

    public async Task<PlannedShot> DecideAsync(ShotPlan plan, TakeHistory.Past past)
    {
        string? file = ShotClip.Find(_assets, plan.Shot) is { } clip ? _assets.Resolve(clip) : null;
        PlannedShot shot = new()
        {
            Plan = plan,
            Action = ShotAction.Make,
            Reason = past.Latest is null ? "it has no clip" : "its clip is to be made again",
            Findings = plan.Findings,
            KnownTakes = past.Count,
            File = file,
        };
        return past.Live is { } live ? await WithLiveAsync(shot, live)
            : !RemakesClips && file is not null && !IsStandIn(plan, past.Selected)
                ? shot with { Action = ShotAction.Skip, Reason = "it has its clip", Take = past.Selected }
            : _request.Mode == RunMode.Default && await EndedForItsOwnSakeAsync(plan, past.Latest)
                ? shot with { Action = ShotAction.Leave, Take = past.Latest, Reason = TryAgain(past.Latest!) }
            : plan.IsBlocked ? Blocked(shot)
            : _assets.WhyRefused(plan.Output) is { } why ? Blocked(shot, past.Latest, "output-refused", why)
            : shot;
    }

    // Stale shots are made again only where they were asked for by that name.
    private bool RemakesClips => _request.Mode == RunMode.Override || _request.OnlyStale;

    // A rehearsed clip stands in for a paid one: the paid run replaces it, and keeps it among the takes.
    private static bool IsStandIn(ShotPlan plan, Take? selected) =>
        selected is not null && selected.Provider == VideoProviders.Rehearsal && plan.Provider != VideoProviders.Rehearsal;

    private static PlannedShot Blocked(PlannedShot shot) => shot with
    {
        Action = ShotAction.Block,
        Reason = string.Join("; ", shot.Findings.Where(static f => f.Severity == FindingSeverity.Error).Select(static f => f.Message)),
    };

    private static PlannedShot Blocked(PlannedShot shot, Take? take, string code, string message) => shot with
    {
        Action = ShotAction.Block,
        Take = take,
        Reason = message,
        Findings = [.. shot.Findings, Finding.Error(code, message)],
    };

    private static string TryAgain(Take take) =>
        $"{take.Error?.Message ?? "the last attempt did not succeed"} It is not tried again unless you say so "
        + "(-Resume, --mode resume), or the shot changes.";

    private async Task<bool> EndedForItsOwnSakeAsync(ShotPlan plan, Take? latest) =>
        latest is { State: TakeState.Filtered or TakeState.Failed or TakeState.Expired }
        && latest.Error?.Scope != TakeErrorScope.Run
        && !plan.IsBlocked
        && (await _fingerprint.OfAsync(plan)).Value == latest.Fingerprint;

    private async Task<PlannedShot> WithLiveAsync(PlannedShot shot, Take live)
    {
        if (live.State == TakeState.Unknown)
        {
            return Blocked(shot, live, "take-unknown",
                $"the answer to take {live.Id} was lost and it may have been paid; settle it with Resolve-ShotTake "
                + "(storyvideo resolve) before the shot is made again");
        }

        if (_owners.IsAlive(live))
        {
            return Blocked(shot, live, "take-busy", $"take {live.Id} is being made by another process ({live.Owner})");
        }

        // Another provider cannot be asked for it: a rehearsal must not take a paid clip for lost.
        if (live.Provider != shot.Plan.Provider)
        {
            return Blocked(shot, live, "take-unfinished",
                $"take {live.Id} of {live.Provider} is unfinished; run with --provider {live.Provider} (-Provider) first, which "
                + "fetches it for nothing");
        }

        TakeFingerprint now = shot.Plan.Prompt is null ? TakeFingerprint.Of([]) : await _fingerprint.OfAsync(shot.Plan);
        if (now.Value == live.Fingerprint)
        {
            return shot with { Action = ShotAction.Adopt, Take = live, Reason = "its operation is already paid for" };
        }

        string changed = string.Join(", ", now.ChangedSince(live.FingerprintParts));
        return _request.Mode == RunMode.Resume
            ? shot with
            {
                Action = ShotAction.Adopt,
                Take = live,
                Reason = $"its operation is already paid for, though this has changed since: {changed}",
                Findings =
                [
                    .. shot.Findings,
                    Finding.Warning("take-changed", $"the clip of take {live.Id} will not show what has changed since: {changed}"),
                ],
            }
            : Blocked(shot, live, "take-unfinished",
                $"take {live.Id} is unfinished, and this has changed since: {changed}; -Resume (--mode resume) fetches it all the same");
    }
}
