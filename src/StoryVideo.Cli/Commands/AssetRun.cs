using StoryVideo.Cli.Output;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Cli.Commands;

/// <summary>Makes, or plans, the assets of a story, step by step, and shows how it goes.</summary>
internal sealed class AssetRun
{
    private readonly Terminal _terminal;
    private readonly RunView _view;
    private readonly StudioSettings _settings;
    private readonly IReadOnlyList<WorkflowStep> _steps;

    /// <param name="terminal">Where it is run.</param>
    /// <param name="view">Where results go.</param>
    /// <param name="settings">Database and folders.</param>
    /// <param name="steps">In their order; later ones work with what earlier ones have made.</param>
    public AssetRun(Terminal terminal, RunView view, StudioSettings settings, IReadOnlyList<WorkflowStep> steps)
    {
        _terminal = terminal;
        _view = view;
        _settings = settings;
        _steps = steps;
    }

    private bool IsDryRun => _steps[0].Request.IsDryRun;

    public async Task<int> RunAsync(string? storyName, CancellationToken stop)
    {
        StoreAccess access = IsDryRun ? StoreAccess.Read : StoreAccess.Write;
        using Studio studio = await Studio.OpenAsync(_settings, access, _terminal.Time, stop);
        studio.Providers.Notice = _terminal.Say;
        FindStories find = new(studio);
        Story story = await find.GetAsync(storyName, stop);
        ImagesAhead ahead = new();
        string runId = MakeAssets.NewRunId(_terminal.Time);
        foreach (WorkflowStep step in _steps)
        {
            // Each step reads the story anew: the one before has put paths into its documents.
            await StepAsync(studio, await find.GetAsync(story.Id, stop), step, ahead, runId, stop);
            if (step.Request.FailFast && _view.Tally.Bad > 0)
            {
                break;
            }
        }

        if (_view.Tally.Total == 0)
        {
            _terminal.Say($"{(_steps is [{ Filter: not null }] ? "No shot" : "Nothing")} of '{story.DisplayName}' fits these filters.");
            return ExitCode.Refused;
        }

        _view.End();
        await SayUnknownAsync(studio, story);
        return _view.Tally.ToExitCode();
    }

    private async Task StepAsync(
        Studio studio, Story story, WorkflowStep step, ImagesAhead ahead, string runId, CancellationToken stop)
    {
        AssetRequest request = step.Request with { Ahead = IsDryRun ? ahead : null, RunId = runId };
        PlanAssets plans = request.Plan(studio);
        _view.BeginStep(step, isOneOfSeveral: _steps.Count > 1);
        _terminal.Say(plans.DescribeChoice());
        if (IsDryRun)
        {
            await PlanAsync(plans, story, ahead, stop);
        }
        else
        {
            await MakeAsync(studio, plans, step, request, story, stop);
        }

        _view.EndStep();
    }

    private async Task PlanAsync(PlanAssets plans, Story story, ImagesAhead ahead, CancellationToken stop)
    {
        List<PlannedAsset> picked = [];
        await foreach (PlannedAsset asset in plans.PlanAsync(story, stop))
        {
            _view.Findings(asset);
            OutgoingRequest? request = _view.IsJson ? await plans.WriteRequestAsync(asset, stop) : null;
            _view.Add(AssetResult.Of(asset) with { Request = request }, inOrder: true);
            if (asset is { IsOpen: true, Plan: ImagePlan image })
            {
                ahead.Add(image);
            }

            if (asset.Plan.IsModelPicked)
            {
                picked.Add(asset);
            }
        }

        SayModels(picked);
    }

    private async Task MakeAsync(
        Studio studio, PlanAssets plans, WorkflowStep step, AssetRequest request, Story story, CancellationToken stop)
    {
        // All plans before the first call: whatever is wrong with any of them is said before anything is spent.
        List<PlannedAsset> assets = [];
        await foreach (PlannedAsset asset in plans.PlanAsync(story, stop))
        {
            _view.Findings(asset);
            assets.Add(asset);
        }

        SayUnmatched(step.Filter, assets);
        _view.SayWarnings();
        SayPrice(plans, step, assets);
        RunProgress progress = new(_terminal, assets.Count(static s => s.IsOpen));
        MakeAssets work = new(studio, request, plans) { Progress = progress };
        try
        {
            await progress.ShowAsync(async () =>
            {
                await foreach (AssetResult result in work.RunAsync(assets, stop))
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
            // A script reads the lines: each asset says that it was not sent, and why.
            TakeError refused = new(e.Code, e.Message, TakeErrorScope.Run);
            foreach (PlannedAsset asset in assets.Where(static s => s.IsOpen))
            {
                _view.Add(
                    AssetResult.Of(asset) with { Status = AssetStatus.Blocked, Error = refused, IsRunRefused = true },
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
    private void SayUnmatched(ShotFilter? filter, List<PlannedAsset> assets)
    {
        foreach (string name in (filter?.Scenelets ?? []).Where(static n => !ShotFilter.IsPattern(n)))
        {
            if (!assets.Exists(a => ShotOf(a.Plan) is { } shot && (ShotFilter.Matches(name, shot.SceneletId) || ShotFilter.Matches(name, shot.SceneletLabel))))
            {
                _terminal.Warn($"No shot of a scenelet '{name}' is among them.");
            }
        }
    }

    private static StoryShot? ShotOf(AssetPlan plan) => plan switch
    {
        ShotPlan clip => clip.Shot,
        ImagePlan image => image.Shot,
        SpeechPlan speech => speech.Shot,
        CheckPlan check => check.Shot,
        _ => null,
    };

    private void SayPrice(PlanAssets plans, WorkflowStep step, List<PlannedAsset> assets)
    {
        int made = assets.Count(static s => s.Action == AssetAction.Make);
        if (made == 0)
        {
            return;
        }

        SayModels(assets.FindAll(static a => a.Plan.IsModelPicked));
        bool isOld = assets.Exists(static s => s is { Action: AssetAction.Make, Plan.IsPriceOld: true });
        decimal? charge = 0;
        assets.ForEach(s => charge += s.Charge);
        decimal cap = step.Request.MaximumCost;
        _terminal.Say(plans.Provider == VideoProviders.Rehearsal
            ? $"{Counted.Of(made, step.Noun)} to rehearse, for nothing."
            : $"{Counted.Of(made, step.Noun)} to make: {Words.Price(charge, isOld)}, of at most {Words.Dollars(cap)} in this run"
                + (charge > cap ? "; what does not fit is left for a run with a higher --max-cost." : "."));
    }

    // Which model makes what is settled now, before anything is spent; --verbose says why for every shot.
    private void SayModels(List<PlannedAsset> assets)
    {
        foreach (IGrouping<(string Provider, string Model, string Reason), PlannedAsset> model in assets
            .Where(static s => s.Action == AssetAction.Make)
            .GroupBy(static s => (s.Plan.Provider, s.Plan.Model, Reason: s.Plan.ModelReason)))
        {
            decimal? price = model.Max(static s => s.Plan.EstimatedCost);
            _terminal.Say($"{model.Key.Provider}/{model.Key.Model} makes {model.Count()} of them, for up to {Words.Dollars(price)} each: {model.Key.Reason}.");
        }
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
                static t => t.Asset.HasOperation
                    ? $"storyvideo resolve {t.Id} --operation NAME | --uri URI | --write-off"
                    : $"storyvideo resolve {t.Id} --write-off",
                "storyvideo takes --state unknown"))
            {
                _terminal.Say(line);
            }
        }
    }
}
