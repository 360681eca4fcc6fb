using StoryVideo.Cli.Output;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

/// <summary>Makes, or plans, the clips of a story and shows how it goes.</summary>
internal sealed class ShotVideoRun
{
    private readonly Terminal _terminal;
    private readonly RunView _view;
    private readonly StudioSettings _settings;
    private readonly ShotVideoRequest _request;

    public ShotVideoRun(Terminal terminal, RunView view, StudioSettings settings, ShotVideoRequest request)
    {
        _terminal = terminal;
        _view = view;
        _settings = settings;
        _request = request;
    }

    public async Task<int> RunAsync(string? storyName, CancellationToken stop)
    {
        StoreAccess access = _request.IsDryRun ? StoreAccess.Read : StoreAccess.Write;
        using Studio studio = await Studio.OpenAsync(_settings, access, _terminal.Time, stop);
        studio.Providers.Notice = _terminal.Say;
        PlanShotVideos plans = new(studio, _request);
        Story story = await new FindStories(studio).GetAsync(storyName, stop);
        _terminal.Say(plans.DescribeChoice());
        if (_request.IsDryRun)
        {
            await PlanAsync(plans, story, stop);
        }
        else
        {
            await MakeAsync(studio, plans, story, stop);
        }

        if (_view.Tally.Total == 0)
        {
            _terminal.Say($"No shot of '{story.DisplayName}' fits these filters.");
            return ExitCode.Refused;
        }

        _view.End();
        await SayUnknownAsync(studio, story);
        return _view.Tally.ToExitCode();
    }

    private async Task PlanAsync(PlanShotVideos plans, Story story, CancellationToken stop)
    {
        await foreach (PlannedAsset shot in plans.PlanAsync(story, stop))
        {
            _view.Findings(shot);
            _view.Add(ShotVideoResult.Of(shot), inOrder: true);
        }
    }

    private async Task MakeAsync(Studio studio, PlanShotVideos plans, Story story, CancellationToken stop)
    {
        // All plans before the first call: whatever is wrong with any shot is said before anything is spent.
        List<PlannedAsset> shots = [];
        await foreach (PlannedAsset shot in plans.PlanAsync(story, stop))
        {
            _view.Findings(shot);
            shots.Add(shot);
        }

        SayUnmatched(shots);
        _view.SayWarnings();
        SayPrice(plans, shots);
        RunProgress progress = new(_terminal, shots.Count(static s => s.Action is AssetAction.Make or AssetAction.Adopt));
        CreateShotVideos work = new(studio, _request, plans) { Progress = progress };
        try
        {
            await progress.ShowAsync(async () =>
            {
                await foreach (ShotVideoResult result in work.RunAsync(shots, stop))
                {
                    _view.Add(result, inOrder: false);
                }
            });
            if (_view.Tally.Bad > 0)
            {
                // Whatever was under way came to its end, and nothing more was begun.
                stop.ThrowIfCancellationRequested();
            }
        }
        catch (RunRefusedException e) when (_view.IsJson)
        {
            // A script reads the lines: each shot says that it was not sent, and why.
            TakeError refused = new(e.Code, e.Message, TakeErrorScope.Run);
            foreach (PlannedAsset shot in shots.Where(static s => s.Action is AssetAction.Make or AssetAction.Adopt))
            {
                _view.Add(
                    ShotVideoResult.Of(shot) with { Status = AssetStatus.Blocked, Error = refused, IsRunRefused = true },
                    inOrder: true);
            }

            _terminal.Error(e.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _view.End();
            await SayInFlightAsync(studio, story);
            await SayUnknownAsync(studio, story);
            throw;
        }
    }

    // A mistyped name among others would quietly make a run smaller than it was meant to be.
    private void SayUnmatched(List<PlannedAsset> shots)
    {
        foreach (string name in _request.Filter.Scenelets.Where(static n => !n.Contains('*', StringComparison.Ordinal) && !n.Contains('?', StringComparison.Ordinal)))
        {
            if (!shots.Exists(s => ShotFilter.Matches(name, ((ShotPlan)s.Plan).SceneletId) || ShotFilter.Matches(name, ((ShotPlan)s.Plan).Shot.SceneletLabel)))
            {
                _terminal.Warn($"No shot of a scenelet '{name}' is among them.");
            }
        }
    }

    private void SayPrice(PlanShotVideos plans, List<PlannedAsset> shots)
    {
        int made = shots.Count(static s => s.Action == AssetAction.Make);
        if (made == 0)
        {
            return;
        }

        decimal? charge = 0;
        shots.ForEach(s => charge += s.Charge);
        _terminal.Say(plans.Provider == VideoProviders.Rehearsal
            ? $"{Counted.Of(made, "shot")} to rehearse, for nothing."
            : $"{Counted.Of(made, "shot")} to make: {Words.Dollars(charge)}, of at most {Words.Dollars(_request.MaximumCost)} in this run"
                + (charge > _request.MaximumCost ? "; what does not fit is left for a run with a higher --max-cost." : "."));
    }

    private async Task SayInFlightAsync(Studio studio, Story story)
    {
        TakeFilter live = new() { StoryId = story.Id, States = [TakeState.Submitted, TakeState.Generated] };
        List<Take> takes = await studio.Ledger.ReadAsync(live, CancellationToken.None).ToListAsync();
        int paid = takes.Count(static t => t.CostUsd is not 0);
        _terminal.Say(takes.Count == 0
            ? "Nothing is in flight. The same command goes on where this one stopped."
            : paid == 0 ? "Nothing that costs money is in flight. The same command goes on where this one stopped."
            : $"{paid} paid {(paid == 1 ? "operation goes" : "operations go")} on at the provider. The same command fetches "
                + "what comes of it and goes on where this one stopped; nothing is paid twice.");
    }

    private async Task SayUnknownAsync(Studio studio, Story story)
    {
        if (await UnknownTakes.FindAsync(studio, story.Id) is { } unknown)
        {
            foreach (string line in unknown.Tell(
                static id => $"storyvideo resolve {id} --operation NAME | --uri URI | --write-off", "storyvideo takes --state unknown"))
            {
                _terminal.Say(line);
            }
        }
    }
}
