using System.Globalization;
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
    private const int MostNamed = 10;

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
        await foreach (PlannedShot shot in plans.PlanAsync(story, stop))
        {
            _view.Findings(shot);
            _view.Add(ShotVideoResult.Of(shot), inOrder: true);
        }
    }

    private async Task MakeAsync(Studio studio, PlanShotVideos plans, Story story, CancellationToken stop)
    {
        // All plans before the first call: whatever is wrong with any shot is said before anything is spent.
        List<PlannedShot> shots = [];
        await foreach (PlannedShot shot in plans.PlanAsync(story, stop))
        {
            _view.Findings(shot);
            shots.Add(shot);
        }

        SayUnmatched(shots);
        _view.SayWarnings();
        SayPrice(plans, shots);
        RunProgress progress = new(_terminal, shots.Count(static s => s.Action is ShotAction.Make or ShotAction.Adopt));
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
            foreach (PlannedShot shot in shots.Where(static s => s.Action is ShotAction.Make or ShotAction.Adopt))
            {
                _view.Add(
                    ShotVideoResult.Of(shot) with { Status = ShotStatus.Blocked, Error = refused, IsRunRefused = true },
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
    private void SayUnmatched(List<PlannedShot> shots)
    {
        foreach (string name in _request.Filter.Scenelets.Where(static n => !n.Contains('*', StringComparison.Ordinal) && !n.Contains('?', StringComparison.Ordinal)))
        {
            if (!shots.Exists(s => ShotFilter.Matches(name, s.Plan.SceneletId) || ShotFilter.Matches(name, s.Plan.Shot.SceneletLabel)))
            {
                _terminal.Warn($"No shot of a scenelet '{name}' is among them.");
            }
        }
    }

    private void SayPrice(PlanShotVideos plans, List<PlannedShot> shots)
    {
        int made = shots.Count(static s => s.Action == ShotAction.Make);
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

    // Also those of earlier runs, and of shots that this one was not asked for: each may be a bill.
    private async Task SayUnknownAsync(Studio studio, Story story)
    {
        TakeFilter unknown = new() { StoryId = story.Id, States = [TakeState.Unknown] };
        List<Take> takes = await new ReadTakes(studio).ReadAsync(unknown, CancellationToken.None).ToListAsync();
        if (takes.Count == 0)
        {
            return;
        }

        _terminal.Say($"{takes.Count} unknown {(takes.Count == 1 ? "take" : "takes")} of this story may have been paid "
            + $"({Words.Dollars(takes.Sum(static t => t.CostUsd))}) and count against its cap until each is settled:");
        foreach (Take take in takes.Take(MostNamed))
        {
            _terminal.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"  {take.Asset.Name}  {take.SentAt ?? take.CreatedAt:yyyy-MM-dd HH:mm} UTC  storyvideo resolve {take.Id} --operation NAME | --uri URI | --write-off"));
        }

        if (takes.Count > MostNamed)
        {
            _terminal.Say("  storyvideo takes --state unknown names the others.");
        }
    }
}
