using System.Management.Automation;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Errors;

/// <summary>Error records of single shots; the shot is their target, so that it can be piped on.</summary>
internal static class ShotErrors
{
    public static ErrorRecord ToErrorRecord(this Finding finding, AssetPlan plan) =>
        Of(plan, finding.Code, finding.Code, finding.Message, ErrorCauses.OfPlan(finding.Code));

    /// <summary>Why a shot ended without a clip.</summary>
    public static ErrorRecord ToErrorRecord(this AssetResult result)
    {
        TakeError error = result.Error
            ?? new TakeError("no-reason", $"It ended as {result.Status} and says nothing of why.");

        // Providers have many words for a withheld clip; scripts need one.
        string cause = result.Status == AssetStatus.Filtered ? "filtered" : error.Code;
        return Of(result.Plan, error.Code, cause, error.Message, ErrorCauses.Of(cause));
    }

    /// <summary>Why a take has no clip; the take is the target.</summary>
    public static ErrorRecord ToErrorRecord(this Take take, TakeError? error)
    {
        TakeError why = error ?? take.Error
            ?? new TakeError("no-reason", $"It ended as {take.State.Name()} and says nothing of why.");
        return CommandErrors.Of(
            new TakeException(take, why.Code, $"{take.Asset.Title}: {why.Message}"),
            take.State == TakeState.Filtered ? "filtered" : why.Code,
            take);
    }

    public static ErrorRecord NotFound(string story, IReadOnlyList<string>? scenelets, IReadOnlyList<string>? indexes)
    {
        string scenelet = string.Join(", ", (scenelets ?? []).DefaultIfEmpty("any scenelet"));
        string address = $"{scenelet}#{string.Join(", ", (indexes ?? []).DefaultIfEmpty("any"))}";
        return new RunRefusedException("shot-not-found", $"The story '{story}' has no shot {address}.")
            .ToErrorRecord(address);
    }

    private static ErrorRecord Of(AssetPlan plan, string code, string id, string message, ErrorCause cause)
    {
        string text = $"{plan.StoryTitle} {plan.Address}: {message}";
        return plan switch
        {
            ShotPlan { Shot: { } shot } => CommandErrors.Of(new ShotException(shot, code, text), id, shot, cause),
            SpeechPlan { Shot: { } shot } => CommandErrors.Of(new ShotException(shot, code, text), id, shot, cause),
            CheckPlan { Shot: { } shot } => CommandErrors.Of(new ShotException(shot, code, text), id, shot, cause),
            ImagePlan { Shot: { } shot } => CommandErrors.Of(new ShotException(shot, code, text), id, shot, cause),
            ImagePlan image => CommandErrors.Of(
                new AssetException(image.Asset, code, $"{plan.StoryTitle}, {image.Title}: {message}"), id, image.Asset, cause),
            _ => throw new InvalidOperationException($"There are no errors of a {plan.GetType().Name}."),
        };
    }
}
