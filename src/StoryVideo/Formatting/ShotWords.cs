using StoryVideo.Planning;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Formatting;

/// <summary>How shots and what is done with them are called in questions, previews and bars.</summary>
internal static class ShotWords
{
    /// <summary>How a shot ended, with what names it at the provider and in the ledger.</summary>
    public static string Ending(AssetResult result)
    {
        string?[] parts =
        [
            result.Status.ToString().ToLowerInvariant(),
            result.TakeId is { } take ? $"take {take}" : null,
            result.Operation is { } operation ? $"operation {operation}" : null,
            $"{Cells.Dollars(result.SpentUsd)} spent",
            result.File,
        ];
        return string.Join(", ", parts.Where(static p => p is not null));
    }

    public static string Name(AssetPlan plan) =>
        $"{plan.StoryTitle} {(plan is ImagePlan image ? image.Title : plan.Address)}";

    /// <summary>What a run does, over its bar.</summary>
    public static string Activity(AssetPlan plan) => plan switch
    {
        ShotPlan => "Making clips",
        SpeechPlan => "Making speech",
        CheckPlan => "Checking clips",
        _ => "Making images",
    };

    /// <summary>What is done with an asset, with all that decides about its price.</summary>
    public static string Action(PlannedAsset shot)
    {
        AssetPlan plan = shot.Plan;
        (string one, string noun, string shape) = plan switch
        {
            ShotPlan clip => ("a clip", "clip", clip.Format.ToString()),
            ImagePlan image => ("an image", "image", image.Format.ToString()),
            SpeechPlan speech => ("a sound", "sound", Stories.Counted.Of(speech.Words, "word")),
            CheckPlan check => ("a check", "check", Stories.Counted.Of(CheckPlan.FrameCount + check.References.Count, "image")),
            _ => throw new InvalidOperationException($"There are no words for a {plan.GetType().Name}."),
        };
        if (shot.Action == AssetAction.Adopt)
        {
            return $"Fetch the {noun} of take {shot.Take?.Id}, which is paid for already";
        }

        string model = plan.IsModelPicked ? $"{plan.Model} ({plan.ModelReason})" : plan.Model;
        string what = plan.Provider == VideoProviders.Rehearsal
            ? $"Rehearse {one} on this machine for {model}, {shape}, free "
                + $"({Cells.Price(plan.EstimatedCost, plan.IsPriceOld)} when paid)"
            : $"Make {one} with {model}, {shape}, {Cells.Price(plan.Charge, plan.IsPriceOld)}";
        return shot.File is null ? what : what + $"; the earlier {noun} is kept";
    }
}
