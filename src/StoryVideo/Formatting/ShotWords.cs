using StoryVideo.Planning;
using StoryVideo.Tasks;

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

    public static string Name(AssetPlan plan) => $"{plan.StoryTitle} {plan.Address}";

    /// <summary>What is done with a shot, with all that decides about its price.</summary>
    public static string Action(PlannedAsset shot)
    {
        ShotPlan plan = (ShotPlan)shot.Plan;
        if (shot.Action == AssetAction.Adopt)
        {
            return $"Fetch the clip of take {shot.Take?.Id}, which is paid for already";
        }

        string what = plan.Provider == VideoProviders.Rehearsal
            ? $"Rehearse a clip on this machine for {plan.Model}, {plan.Format}, free "
                + $"({Cells.Dollars(plan.EstimatedCost)} when paid)"
            : $"Make a clip with {plan.Model}, {plan.Format}, {Cells.Dollars(plan.Charge)}";
        return shot.File is null ? what : what + "; the earlier clip is kept";
    }
}
