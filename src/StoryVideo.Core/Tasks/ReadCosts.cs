using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Adds up what a story has cost and estimates what its remaining shots will. Reads only.</summary>
public sealed class ReadCosts
{
    private readonly Studio _studio;
    private readonly ShotVideoRequest _request;

    /// <param name="studio">Where stories and takes are.</param>
    /// <param name="request">Which shots, by which model: what a run would be asked.</param>
    public ReadCosts(Studio studio, ShotVideoRequest request)
    {
        _studio = studio;
        _request = request with { IsDryRun = true };
    }

    public async Task<StoryCost> ReadAsync(Story story, CancellationToken cancellationToken)
    {
        PlanShotVideos plans = new(_studio, _request);
        int shots = 0;
        decimal? forecast = 0;
        await foreach (PlannedShot shot in plans.PlanAsync(story, cancellationToken))
        {
            if (shot.Action == ShotAction.Make)
            {
                shots++;
                forecast += shot.Plan.EstimatedCost;
            }
        }

        List<Take> takes = [];
        await foreach (Take take in _studio.Ledger.ReadAsync(new() { Kind = AssetKind.Video }, cancellationToken))
        {
            takes.Add(take);
        }

        CostHistory? history = CostHistory.Of(takes);
        (decimal P50, decimal P90)? range = shots > 0 && forecast is { } price ? history?.Forecast(shots, price / shots) : null;
        Spending spending = await _studio.Ledger.SumAsync(story.Id, null, cancellationToken);
        return new StoryCost
        {
            StoryId = story.Id,
            StoryTitle = story.DisplayName,
            Spent = spending.Spent,
            Reserved = spending.Reserved,
            Unknown = spending.Unknown,
            Budget = await _studio.Ledger.GetBudgetAsync(story.Id, cancellationToken),
            ShotsToMake = shots,
            Forecast = forecast,
            ForecastP50 = range?.P50,
            ForecastP90 = range?.P90,
            History = history,
        };
    }
}
