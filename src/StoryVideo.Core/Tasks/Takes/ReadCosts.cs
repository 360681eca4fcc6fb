using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Tasks.Takes;

/// <summary>Adds up what stories have cost and estimates what shots of theirs will. Reads only.</summary>
public sealed class ReadCosts
{
    private readonly Studio _studio;
    private readonly PlanShotVideos _plans;
    private readonly Dictionary<string, Wanted> _wanted = new(StringComparer.Ordinal);
    private CostHistory? _history;
    private bool _isHistoryRead;

    /// <param name="studio">Where stories and takes are.</param>
    /// <param name="request">Which shots, by which model: what a run would be asked.</param>
    public ReadCosts(Studio studio, ShotVideoRequest request)
    {
        _studio = studio;
        _plans = new PlanShotVideos(studio, request with { IsDryRun = true });
    }

    /// <summary>What a story has cost, and what the shots will that the request asks for.</summary>
    public async Task<StoryCost> ReadAsync(Story story, CancellationToken cancellationToken)
    {
        await AddAsync(story, cancellationToken);
        return await SumAsync(_wanted[story.Id], cancellationToken);
    }

    /// <summary>Counts all shots of a story that the request asks for.</summary>
    public async Task AddAsync(Story story, CancellationToken cancellationToken)
    {
        Wanted wanted = WantedOf(story.Id, story.DisplayName);
        await foreach (PlannedAsset shot in _plans.PlanAsync(story, cancellationToken))
        {
            wanted.Add(shot);
        }
    }

    /// <summary>Counts one shot; a second time it counts for nothing.</summary>
    public async Task AddAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        Wanted wanted = WantedOf(shot.StoryId, shot.StoryTitle);
        if (await _plans.PlanAsync(shot, cancellationToken) is { } planned)
        {
            wanted.Add(planned);
        }
    }

    /// <summary>The stories of what was counted, in the order in which they came.</summary>
    public async IAsyncEnumerable<StoryCost> SumAsync()
    {
        foreach (Wanted wanted in _wanted.Values)
        {
            yield return await SumAsync(wanted, CancellationToken.None);
        }
    }

    private Wanted WantedOf(string storyId, string title)
    {
        if (!_wanted.TryGetValue(storyId, out Wanted? wanted))
        {
            _wanted[storyId] = wanted = new Wanted(storyId, title);
        }

        return wanted;
    }

    private async Task<StoryCost> SumAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        CostHistory? history = await HistoryAsync(cancellationToken);
        (decimal P50, decimal P90)? range =
            wanted is { Shots: > 0, Forecast: { } price } ? history?.Forecast(wanted.Shots, price / wanted.Shots) : null;
        Spending spending = await _studio.Ledger.SumAsync(wanted.StoryId, null, cancellationToken);
        return new StoryCost
        {
            StoryId = wanted.StoryId,
            StoryTitle = wanted.Title,
            Spent = spending.Spent,
            Reserved = spending.Reserved,
            Unknown = spending.Unknown,
            Budget = await _studio.Ledger.GetBudgetAsync(wanted.StoryId, cancellationToken),
            ShotsToMake = wanted.Shots,
            Forecast = wanted.Forecast,
            IsForecastOld = wanted.IsOld,
            ForecastP50 = range?.P50,
            ForecastP90 = range?.P90,
            History = history,
        };
    }

    private async Task<CostHistory?> HistoryAsync(CancellationToken cancellationToken)
    {
        if (!_isHistoryRead)
        {
            List<Take> takes = [];
            await foreach (Take take in _studio.Ledger.ReadAsync(new() { Kind = AssetKind.Video }, cancellationToken))
            {
                takes.Add(take);
            }

            _history = CostHistory.Of(takes);
            _isHistoryRead = true;
        }

        return _history;
    }

    private sealed class Wanted(string storyId, string title)
    {
        private readonly HashSet<AssetKey> _seen = [];

        public string StoryId => storyId;

        public string Title => title;

        public int Shots { get; private set; }

        public decimal? Forecast { get; private set; } = 0;

        public bool IsOld { get; private set; }

        public void Add(PlannedAsset shot)
        {
            if (shot.Action == AssetAction.Make && _seen.Add(shot.Plan.Asset))
            {
                Shots++;
                Forecast += shot.Plan.EstimatedCost;
                IsOld |= shot.Plan.IsPriceOld;
            }
        }
    }
}
