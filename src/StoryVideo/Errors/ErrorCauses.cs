using System.Collections.Frozen;
using System.Management.Automation;

namespace StoryVideo.Errors;

/// <summary>What each cause is called, which kind it is of, and what an operator does about it.</summary>
internal static class ErrorCauses
{
    private const string Correct = "Correct the story bundle and run Import-Story again.";
    private const string SeeTakes = "Look at the shot's takes with Get-ShotTake, then run again with -Resume.";
    private const string Settle = "Settle the take with Resolve-ShotTake: it may have been paid.";
    private const string RunAgain = "Run the same command again: nothing is paid twice.";

    /// <summary>What stands in a plan and is in no table: the catalog's own words of what a model cannot do.</summary>
    private static readonly ErrorCause s_capability = new(
        ErrorCategory.InvalidArgument, "Ask for what the model can do, or name another with -Model; Get-StoryModel lists them.");

    private static readonly ErrorCause s_unknown = new(ErrorCategory.InvalidResult, SeeTakes);

    private static readonly FrozenDictionary<string, ErrorCause> s_causes =
        new Dictionary<string, ErrorCause>(StringComparer.Ordinal)
    {
        ["story-not-found"] = new(ErrorCategory.ObjectNotFound, "List the stories with Get-Story."),
        ["story-ambiguous"] = new(ErrorCategory.InvalidArgument, "Name the story by its id; Get-Story lists them."),
        ["shot-not-found"] = new(ErrorCategory.ObjectNotFound, "List the story's shots with Get-StoryShot."),
        ["shot-unnamed"] = new(ErrorCategory.InvalidArgument, "Name the scenelet and the shot, or leave -Scenelet and -ShotIndex out for all shots of the story."),
        ["design-not-found"] = new(ErrorCategory.ObjectNotFound, "List them with Get-StoryCharacter and Get-StoryEnvironment."),
        ["output-shared"] = new(ErrorCategory.InvalidData, Correct),
        ["image-withheld"] = new(ErrorCategory.PermissionDenied, "Change what the message names and run again."),
        ["text-instead-of-image"] = new(ErrorCategory.InvalidResult, "Make the design say what is to be seen, then run again with -Resume."),
        ["no-image"] = new(ErrorCategory.InvalidResult, "Run again with -Resume."),
        ["not-an-image"] = new(ErrorCategory.InvalidData, Settle),
        ["result-gone"] = new(ErrorCategory.ObjectNotFound, "Make it again with -Resume; it is paid again."),
        ["reference-too-large"] = new(ErrorCategory.LimitsExceeded, "Install ffmpeg, or put a smaller image in its place."),
        ["take-without-operation"] = new(ErrorCategory.InvalidOperation, "Write it off with Resolve-ShotTake -WriteOff."),
        ["design-unknown"] = new(ErrorCategory.ObjectNotFound, Correct),
        ["storyboard-references"] = new(ErrorCategory.InvalidData, Correct),
        ["storyboard-unreadable"] = new(ErrorCategory.InvalidData, Correct),
        ["visual-design-missing"] = new(ErrorCategory.ObjectNotFound, Correct),
        ["visual-design-unreadable"] = new(ErrorCategory.InvalidData, Correct),
        ["audio-design-unreadable"] = new(ErrorCategory.InvalidData, Correct),
        ["global-aesthetic-missing"] = new(ErrorCategory.InvalidData, Correct),
        ["reference-missing"] = new(
            ErrorCategory.ObjectNotFound,
            "Make it with New-VisualReferenceImage or New-ShotImage, or leave key frames out with -ExcludeKeyFrame."),
        ["reference-file-missing"] = new(ErrorCategory.ObjectNotFound, "Make it with New-VisualReferenceImage or New-ShotImage, or put an image at that place in the assets folder."),
        ["reference-empty"] = new(ErrorCategory.InvalidData, "Put an image in its place."),
        ["reference-mistyped"] = new(ErrorCategory.InvalidData, "Put a PNG or JPEG image in its place."),
        ["reference-path"] = new(ErrorCategory.InvalidData, Correct),
        ["reference-unreadable"] = new(ErrorCategory.ReadError, "Look at the file's rights and contents."),
        ["model-unpriced"] = new(
            ErrorCategory.InvalidArgument, "Name a model with a price, or accept this one with -AllowUnpriced."),
        ["model-none-fits"] = new(
            ErrorCategory.InvalidArgument, "Name a model with -Model and ask for what it can do; Get-StoryModel lists them."),
        ["catalog-unusable"] = new(
            ErrorCategory.InvalidData, "Correct storyvideo.models.json (or the file of STORYVIDEO_MODELS), or take it away."),
        ["model-not-found"] = new(
            ErrorCategory.ObjectNotFound, "Name another model with -Model; Get-StoryModel lists them."),
        ["provider-unknown"] = new(ErrorCategory.InvalidArgument, "Name a provider that the message lists with -Provider."),
        ["key-missing"] = new(
            ErrorCategory.AuthenticationError, "Set the variable that the message names, give -ApiKey, name a vault's secret with Connect-StoryStore, or rehearse with -Provider Rehearsal."),
        ["key-foreign"] = new(
            ErrorCategory.AuthenticationError, "Give the key of the provider that is asked, or ask another one with -Provider."),
        ["settings-invalid"] = new(ErrorCategory.InvalidArgument, "Correct the setting that the message names."),
        ["key-refused"] = new(ErrorCategory.AuthenticationError, "Give a key that may use this model."),
        ["take-unknown"] = new(ErrorCategory.ResourceUnavailable, Settle),
        ["take-busy"] = new(ErrorCategory.ResourceBusy, "Wait for the other run to end."),
        ["take-unfinished"] = new(ErrorCategory.ResourceBusy, "Fetch the unfinished take first, as the message says."),
        ["cap-run"] = new(
            ErrorCategory.LimitsExceeded, "Raise -MaximumCost and run again: what is made is not made again."),
        ["cap-story"] = new(
            ErrorCategory.LimitsExceeded, "Raise the story's cap with Set-StoryBudget and run again: what is made is not made again."),
        ["operation-timeout"] = new(
            ErrorCategory.OperationTimeout, "Go on with Wait-ShotTake and Receive-ShotTake, or run again: nothing is paid twice."),
        ["operation-not-recorded"] = new(
            ErrorCategory.WriteError, "Keep the operation's name and adopt it with Resolve-ShotTake -Operation."),
        ["ledger-unwritable"] = new(ErrorCategory.WriteError, "Make room for the database, or mend it, then run again."),
        ["assets-unwritable"] = new(ErrorCategory.WriteError, "Mend the assets folder, or name another with Connect-StoryStore."),
        ["output-refused"] = new(ErrorCategory.PermissionDenied, "Remove the link, or name another folder with Connect-StoryStore."),
        ["take-not-found"] = new(ErrorCategory.ObjectNotFound, "List the takes with Get-ShotTake."),
        ["take-not-unknown"] = new(ErrorCategory.InvalidOperation, "Look at the take with Get-ShotTake."),
        ["operation-taken"] = new(
            ErrorCategory.InvalidArgument, "Give another operation, or write the take off with Resolve-ShotTake -WriteOff."),
        ["take-without-clip"] = new(ErrorCategory.InvalidOperation, "Fetch its clip first with Receive-ShotTake."),
        ["take-file-missing"] = new(ErrorCategory.ObjectNotFound, "Bring the file back, or make the shot again."),
        ["take-moved"] = new(ErrorCategory.ResourceBusy, RunAgain),
        ["take-overtaken"] = new(ErrorCategory.ResourceBusy, RunAgain),
        ["written-off"] = new(ErrorCategory.InvalidOperation, "Make the shot again with New-ShotVideo."),
        ["resolve-one"] = new(ErrorCategory.InvalidArgument, "Give each take its own -Operation or -Uri."),
        ["secret-module-missing"] = new(
            ErrorCategory.ObjectNotFound,
            "Install it with Install-PSResource Microsoft.PowerShell.SecretManagement, set GOOGLE_API_KEY, or give -ApiKey."),
        ["secret-unreadable"] = new(
            ErrorCategory.AuthenticationError,
            "Unlock the vault with Unlock-SecretVault and look with Get-SecretInfo, or set GOOGLE_API_KEY, or give -ApiKey."),
        ["secret-unnamed"] = new(ErrorCategory.InvalidArgument, "Give -SecretName together with -SecretVault."),
        ["cancelled-before-sending"] = new(ErrorCategory.OperationStopped, RunAgain),
        ["fail-fast"] = new(ErrorCategory.OperationStopped, "Mend the shot that failed first, then run again."),
        ["failed-before"] = new(ErrorCategory.InvalidResult, SeeTakes),
        ["no-reason"] = new(ErrorCategory.InvalidResult, SeeTakes),
        ["unexpected"] = new(ErrorCategory.InvalidResult, SeeTakes),
        ["operation-failed"] = new(ErrorCategory.InvalidResult, SeeTakes),
        ["done-with-nothing"] = new(ErrorCategory.InvalidResult, SeeTakes),
        ["rendering-failed"] = new(ErrorCategory.InvalidResult, "Look at ffmpeg with Test-StoryVideoSetup, then run again with -Resume."),
        ["invalid-request"] = new(
            ErrorCategory.InvalidArgument, "Look at what is sent with New-ShotPrompt and Select-ShotReference."),
        ["operation-unknown"] = new(ErrorCategory.ObjectNotFound, SeeTakes),
        ["operation-not-found"] = new(
            ErrorCategory.ObjectNotFound, "Use the key of the project that made it; Resolve-ShotTake -WriteOff gives it up."),
        ["operation-name-invalid"] = new(ErrorCategory.InvalidArgument, "Copy the operation's name as the provider shows it."),
        ["poll-refused"] = new(ErrorCategory.PermissionDenied, RunAgain),
        ["clip-unknown"] = new(ErrorCategory.ObjectNotFound, SeeTakes),
        ["download-empty"] = new(ErrorCategory.ReadError, RunAgain),
        ["download-refused"] = new(ErrorCategory.PermissionDenied, RunAgain),
        ["download-address-refused"] = new(ErrorCategory.SecurityError, "Look at the take with Get-ShotTake before anything else."),
        ["redirect-refused"] = new(ErrorCategory.SecurityError, "Look at GOOGLE_GEMINI_BASE_URL and at the proxies on the way."),
        ["not-the-gemini-api"] = new(ErrorCategory.ConnectionError, "Look at GOOGLE_GEMINI_BASE_URL and at the proxies on the way."),
        ["not-the-xai-api"] = new(ErrorCategory.ConnectionError, "Look at XAI_BASE_URL and at the proxies on the way."),
        ["not-vertex-ai"] = new(ErrorCategory.ConnectionError, "Look at GOOGLE_VERTEX_BASE_URL and at the proxies on the way."),
        ["credentials-unreachable"] = new(ErrorCategory.ConnectionError, RunAgain),
        ["cancelled"] = new(ErrorCategory.OperationStopped, SeeTakes),
        ["incomplete"] = new(ErrorCategory.InvalidResult, SeeTakes),
        ["requires-action"] = new(ErrorCategory.InvalidResult, SeeTakes),
        ["budget-exceeded"] = new(ErrorCategory.LimitsExceeded, "Raise the project's budget at the provider, then run again with -Resume."),
        ["disk"] = new(ErrorCategory.WriteError, RunAgain),
        ["not-a-video"] = new(ErrorCategory.InvalidData, RunAgain),
        ["still-running"] = new(ErrorCategory.OperationTimeout, RunAgain),
        ["process-ended"] = new(ErrorCategory.ResourceUnavailable, RunAgain),
        ["answer-lost"] = new(ErrorCategory.ConnectionError, Settle),
        ["answer-unreadable"] = new(ErrorCategory.InvalidResult, Settle),
        ["cut-while-sending"] = new(ErrorCategory.ConnectionError, Settle),
        ["server-error"] = new(ErrorCategory.ConnectionError, Settle),
        ["provider-internal"] = new(ErrorCategory.ConnectionError, RunAgain),
        ["provider-unavailable"] = new(ErrorCategory.ResourceUnavailable, RunAgain),
        ["content-refused"] = new(ErrorCategory.PermissionDenied, "Change what the message names and run again."),
        ["clip-too-long"] = new(ErrorCategory.LimitsExceeded, "Make a new take in place of an edit."),
        ["operation-expired"] = new(ErrorCategory.ObjectNotFound, "Make it again with -Resume, which is paid anew."),
        ["key-ambiguous"] = new(ErrorCategory.InvalidArgument, "Name the provider that the key is for with -Provider."),
        ["quota-per-minute"] = new(ErrorCategory.LimitsExceeded, RunAgain),
        ["resources-exhausted"] = new(ErrorCategory.LimitsExceeded, RunAgain),
        ["prepay-depleted"] = new(ErrorCategory.LimitsExceeded, "Top the account up and run again."),
        ["account-not-ready"] = new(ErrorCategory.PermissionDenied, "Finish setting the account up at the provider."),
        ["request-refused"] = new(
            ErrorCategory.InvalidArgument, "Look at what is sent with New-ShotPrompt and Select-ShotReference."),
        ["request-too-large"] = new(ErrorCategory.LimitsExceeded, "Make the reference images smaller, or send fewer."),
        ["clip-gone"] = new(
            ErrorCategory.ObjectNotFound, "The provider has deleted the clip; make it again with -Resume."),
        ["download-truncated"] = new(ErrorCategory.ReadError, RunAgain),
        ["not-connected"] = new(ErrorCategory.ConnectionError, RunAgain),
        ["quota-per-day"] = new(ErrorCategory.LimitsExceeded, "Run again tomorrow, or ask the provider for more."),
        ["billing-not-enabled"] = new(ErrorCategory.PermissionDenied, "Turn billing on for the key's project."),
        ["still-unusable"] = new(ErrorCategory.InvalidData, "Put the image right and run again with -Resume."),
        ["filtered"] = new(ErrorCategory.PermissionDenied, "Change what the message names and run again."),
        ["override-with-resume"] = new(ErrorCategory.InvalidArgument, "Give either -Override or -Resume."),
        ["model-refused"] = new(ErrorCategory.InvalidArgument, "Name a model of Get-StoryModel with -Model."),
        ["store-unusable"] = new(
            ErrorCategory.ResourceUnavailable, "Connect with Connect-StoryStore, or import a story first with Import-Story."),
        ["import-refused"] = new(
            ErrorCategory.InvalidData, "Correct everything that is listed and import again; nothing of it was imported."),
        ["bundle-not-found"] = new(ErrorCategory.ObjectNotFound, "Name the bundle's folder, or its story.json."),
        ["provider-not-ready"] = new(ErrorCategory.NotImplemented, "Rehearse with -Provider Rehearsal."),
        ["clips-missing"] = new(
            ErrorCategory.ObjectNotFound, "Make them with New-ShotVideo -Missing, or put key frames in their place with Join-StoryVideo -AllowMissing."),
        ["clip-unreadable"] = new(ErrorCategory.InvalidData, "Bring the file back, or make the shot again with New-ShotVideo -Override."),
        ["clip-damaged"] = new(ErrorCategory.InvalidData, "Bring the file back, or make the shot again with New-ShotVideo -Override."),
        ["clip-changed"] = new(ErrorCategory.ResourceBusy, "Check it again with Test-ShotVideo, then mend it."),
        ["verdict-unusable"] = new(ErrorCategory.InvalidResult, "Ask the judge again with Test-ShotVideo -Resume, or name another with -Model."),
        ["check-broken-off"] = new(ErrorCategory.ResourceUnavailable, "Check the clip with Test-ShotVideo, then run again."),
        ["check-withheld"] = new(ErrorCategory.PermissionDenied, "Look at the clip yourself, or name another judge with -Model."),
        ["not-a-check"] = new(ErrorCategory.InvalidData, RunAgain),
        ["not-a-sound"] = new(ErrorCategory.InvalidData, RunAgain),
        ["no-speech"] = new(ErrorCategory.InvalidResult, "Run again with -Resume, or change the storyboard's lines."),
        ["speech-withheld"] = new(ErrorCategory.PermissionDenied, "Change the storyboard's lines and run again."),
        ["speech-in-part"] = new(ErrorCategory.ResourceUnavailable, Settle),
        ["prompt-too-long"] = new(ErrorCategory.LimitsExceeded, "Divide the shot, or shorten its lines."),
        ["clip-empty"] = new(ErrorCategory.InvalidData, "Make the shot again with New-ShotVideo -Override."),
        ["cut-failed"] = new(ErrorCategory.InvalidResult, "Look at ffmpeg with Test-StoryVideoSetup, then join again: what was made is kept."),
        ["ffmpeg-missing"] = new(ErrorCategory.NotInstalled, "Install ffmpeg; Test-StoryVideoSetup says how."),
        ["destination-refused"] = new(ErrorCategory.InvalidArgument, "Name a new file or an earlier film with -Destination, outside the assets folder."),
        ["path-unknown"] = new(ErrorCategory.InvalidArgument, "Name scenelets of the story with -StoryPath; Get-StoryShot lists them."),
        ["path-branches"] = new(ErrorCategory.InvalidArgument, "Name one of the ways with -StoryPath."),
        ["sound-file-missing"] = new(ErrorCategory.ObjectNotFound, "Give a sound file, or a scenelet and a file: s1=rain.wav."),
        ["sound-unreadable"] = new(ErrorCategory.InvalidData, "Have the shot spoken again with New-ShotAudio -Override, or give another file for ambience or music."),
        ["sound-scenelet-unknown"] = new(ErrorCategory.InvalidArgument, "Name a scenelet of this film before the file."),
        ["document-unreadable"] = new(ErrorCategory.InvalidData, Correct),
        ["take-state"] = new(ErrorCategory.InvalidOperation, "Look at the take with Get-ShotTake."),
        ["cancelled-elsewhere"] = new(ErrorCategory.OperationStopped, RunAgain),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ErrorCause Of(string code) => s_causes.GetValueOrDefault(code) ?? s_unknown;

    /// <summary>The cause of an error that a plan holds: nothing was sent, and no take tells more.</summary>
    public static ErrorCause OfPlan(string code) => s_causes.GetValueOrDefault(code) ?? s_capability;

    /// <summary>An error's id: <c>design-unknown</c> is <c>DesignUnknown</c>.</summary>
    public static string IdOf(string code) => string.Concat(
        code.Split('-', StringSplitOptions.RemoveEmptyEntries)
            .Select(static w => char.ToUpperInvariant(w[0]) + w[1..]));
}
