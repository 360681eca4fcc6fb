using System.Globalization;
using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Tasks;

/// <summary>The sentences of an asset that did not get its file: what happened, whether it was charged, what to do.</summary>
internal static class AssetErrors
{
    /// <summary>An image that was there when the asset was planned.</summary>
    public static TakeError ReferenceVanished(string why) => new(
        "reference-unreadable",
        $"A reference image cannot be read any more: {why.TrimEnd('.')}. Nothing was sent and nothing was charged. Restore or re-make "
        + "the image and run again.",
        TakeErrorScope.Run);

    public static TakeError Busy(Take live) => new(
        "take-busy",
        $"Take {live.Id} of it is {live.State.Name()} already, in another run. Nothing was sent. Run again once that one is done.",
        TakeErrorScope.Run);

    public static TakeError Overtaken(Take latest) => new(
        "take-overtaken",
        $"Another run has tried it meanwhile: take {latest.Id} is {latest.State.Name()}. Nothing was sent. Run again to see "
        + "what is left to do.",
        TakeErrorScope.Run);

    public static TakeError OverCap(ReserveOutcome.OverCap over, decimal? charge) => new(
        "cap-" + over.Cap,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The {over.Cap}'s cap of ${over.LimitUsd:0.00} leaves no room for ${charge:0.00}: ${over.CommittedUsd:0.00} are spent, reserved or unknown. Nothing was sent. Raise it with {CapRemedy(over)}."),
        TakeErrorScope.Run);

    /// <summary>The operator's own limit of time, which ends the waiting and not the work.</summary>
    public static TakeError OutOfTime(Take? take) => new(
        "operation-timeout",
        take is { State: TakeState.Submitted or TakeState.Generated }
            ? $"The time that was given is over, and take {take.Id} is {take.State.Name()}. It goes on at the provider and waits there: "
                + "run again, or Wait-ShotTake and Receive-ShotTake, to fetch it for nothing."
            : "The time that was given was over before it was sent. Nothing was charged; run again to make it.",
        TakeErrorScope.Run);

    public static TakeError StillRunning(string provider, TimeSpan deadline, string takeId) => new(
        "still-running",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{provider} has not finished after {deadline.TotalMinutes:0} minutes. It goes on there; run again to fetch it, nothing is paid twice. Where nothing ever comes of it, storyvideo resolve {takeId} --write-off (Resolve-ShotTake) gives it up."),
        TakeErrorScope.Run);

    /// <summary>The provider does not know the work, or does not hand out the clip, though it must still have it.</summary>
    public static TakeError StillKept(ProviderError error, string takeId) => new(
        error.Code,
        $"{error.Message} It cannot be gone yet, so the take stays as it is: run again with the key of the project that made it. "
        + $"storyvideo resolve {takeId} --write-off (Resolve-ShotTake) gives it up.",
        TakeErrorScope.Run)
    {
        Answer = error.Raw,
    };

    /// <summary>What the provider said is recorded nowhere, and can be asked for again.</summary>
    public static TakeError NotRecorded(string why) => new(
        "ledger-unwritable",
        $"The database cannot be written: {why.TrimEnd('.')}. What came of it is not recorded, and this run sends nothing "
        + "further. Make room or mend it, then run again: nothing is paid twice.",
        TakeErrorScope.Run);

    /// <summary>The operation's name is recorded nowhere, and nobody can ask for it.</summary>
    public static TakeError NameNotRecorded(string takeId, string operation, string why) => new(
        "operation-not-recorded",
        $"The clip was submitted and is paid for, and its name could not be recorded: {why.TrimEnd('.')}. Keep it: {operation}. "
        + $"Once the database is well, storyvideo resolve {takeId} --operation {operation} (Resolve-ShotTake) adopts it, and nothing "
        + "is paid twice. This run sends nothing further.",
        TakeErrorScope.Run);

    public static TakeError Moved(string why) => new(
        "take-moved",
        $"Somebody else has dealt with its take meanwhile: {why.TrimEnd('.')}. Nothing more was sent. Run again to see what is "
        + "left to do.",
        TakeErrorScope.Run);

    /// <summary>A disk that takes no clip. It waits at the provider, and no further one is ordered.</summary>
    public static TakeError Disk(IAssetMaker maker, string path, string why) => new(
        "disk",
        $"The {maker.Noun} is made and paid for, and cannot be written to '{path}': {why.TrimEnd('.')}. "
        + (maker.Operations is null ? "It waits beside it under a temporary name. " : "It waits at the provider for two days. ")
        + "Make room or mend the folder and run again; fetching is free. This run sends nothing further.",
        TakeErrorScope.Run);

    /// <summary>A disk that takes no file, found before anything was sent.</summary>
    public static TakeError NoRoom(string noun, string path, string why) => new(
        "disk",
        $"The {noun} could not be written to '{path}': {why.TrimEnd('.')}. Nothing was sent and nothing was charged. Make room or mend "
        + "the folder and run again. This run sends nothing further.",
        TakeErrorScope.Run);

    /// <summary>An image that is too large, and of which no smaller copy can be made.</summary>
    public static TakeError NotShrunk(string why) => new(
        "reference-too-large",
        $"{why.TrimEnd('.')}. Nothing was sent and nothing was charged. Install ffmpeg, or put a smaller image in its place, and run again.",
        TakeErrorScope.Run);

    /// <summary>What was fetched is no whole result; it waits at the provider.</summary>
    public static TakeError NotWhole(string noun, ResultCheck check) => new(
        check.Code ?? "not-whole",
        $"What was fetched is {check.Problem}. It was thrown away; the {noun} itself is paid for and waits at the provider, run again "
        + "to fetch it for free.",
        TakeErrorScope.Run);

    /// <summary>What came with the answer is no whole result, and cannot be asked for again.</summary>
    public static TakeError Unusable(string noun, ResultCheck check) => new(
        check.Code ?? "not-whole",
        $"The answer came, and what it holds is {check.Problem}. The {noun} may have been charged and cannot be asked for again. "
        + Give(),
        TakeErrorScope.Run);

    /// <summary>The disk did not take what came with the answer.</summary>
    public static TakeError NotKept(string noun, string path, string why) => new(
        "disk",
        $"The {noun} came, is paid for, and could not be written to '{path}': {why.TrimEnd('.')}. It cannot be asked for again. Make "
        + $"room or mend the folder; this run sends nothing further. {Give()}",
        TakeErrorScope.Run);

    /// <summary>The temporary file of an answer is gone.</summary>
    public static TakeError AnswerGone(string noun, string path) => new(
        "result-gone",
        $"The {noun} was paid for and kept beside '{path}' under a temporary name, and is not there any more. It cannot be asked for "
        + "again. --mode resume (-Resume) makes another, which is paid again.");

    private static string Give() =>
        "storyvideo resolve TAKE --write-off (Resolve-ShotTake -WriteOff) gives it up, and the next run makes another, which is paid.";

    /// <summary>More clips than were asked for.</summary>
    public static string Others(IReadOnlyList<string> uris) =>
        $"The provider made {uris.Count + 1} clips where one was asked for. The first is taken; the others can be fetched for two days: "
        + string.Join(", ", uris);

    public static string Waits(ProviderError error) => string.Create(
        CultureInfo.InvariantCulture,
        $"{error.Message} All shots wait {PaidCallGate.OutagePause.TotalSeconds:0} s, for {PaidCallGate.LongestOutage.TotalMinutes:0} minutes at most.");

    private static string CapRemedy(ReserveOutcome.OverCap over) =>
        over.Cap == "run" ? "-MaximumCost (--max-cost)" : "Set-StoryBudget (storyvideo budget)";
}
