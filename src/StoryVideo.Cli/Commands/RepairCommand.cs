using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Cli.Commands;

/// <summary>Mends clips that a judge does not think well of, for money.</summary>
internal static class RepairCommand
{
    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        RunOptions run = new();
        Option<string?> judge = new("--judge-model") { Description = "the model that judges the new takes, used as named or refused", HelpName = "ID" };
        Option<bool> json = JsonOption.Create("one JSON object a line");
        Command command = new("repair", "Makes new takes of clips with a poor score, and keeps the best of all takes.");
        shots.AddTo(command);
        run.AddRepairTo(command);
        command.Options.Add(judge);
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, () => RunAsync(
            terminal,
            store.Read(parsed),
            run.ReadRepair(parsed) with { Filter = shots.Read(parsed), JudgeModel = parsed.GetValue(judge) },
            parsed.GetValue(shots.Story),
            parsed.GetValue(json),
            stop)));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, StudioSettings settings, ShotRepairRequest request, string? storyName, bool isJson, CancellationToken stop)
    {
        using Studio studio = await Studio.OpenAsync(settings, request.IsDryRun ? StoreAccess.Read : StoreAccess.Write, terminal.Time, stop);
        studio.Providers.Notice = terminal.Say;
        Story story = await new FindStories(studio).GetAsync(storyName, stop);
        RepairShots work = new(studio, request) { Progress = new RunProgress(terminal, 0) };
        List<(StoryShot Shot, ShotRepair Plan)> plans = [];
        await foreach (StoryShot shot in studio.Stories.ReadShotsAsync(story, request.Filter.Wants, stop))
        {
            if (request.Filter.Wants(shot.ShotIndex))
            {
                plans.Add((shot, await work.PlanAsync(shot, stop)));
            }
        }

        if (plans.Count == 0)
        {
            return ShotOptions.NothingFits(terminal, story);
        }

        // Before the first call: what all of them may cost.
        int wanted = plans.Count(static p => p.Plan.Status == RepairStatus.Planned);
        decimal? most = plans.Aggregate((decimal?)0, static (sum, p) => sum + p.Plan.EstimatedCost);
        terminal.Say($"{Counted.Of(wanted, "clip")} to mend: at most {Words.Dollars(most)}, of at most {Words.Dollars(request.MaximumCost)} in this run.");
        return await WriteAsync(terminal, request, work, plans, isJson, stop);
    }

    private static async Task<int> WriteAsync(
        Terminal terminal, ShotRepairRequest request, RepairShots work, List<(StoryShot Shot, ShotRepair Plan)> plans, bool isJson, CancellationToken stop)
    {
        Grid? grid = isJson ? null : Table(terminal);
        using JsonLines? lines = isJson ? new JsonLines(terminal.Out) : null;
        decimal spent = 0;
        int bad = 0;
        foreach ((StoryShot shot, ShotRepair plan) in plans)
        {
            ShotRepair repair = request.IsDryRun || plan.Status != RepairStatus.Planned ? plan : await work.RunAsync(shot, stop);
            spent += repair.SpentUsd;
            bad += repair.Status is RepairStatus.Failed or RepairStatus.Stopped ? 1 : 0;
            grid?.Add(
                $"{repair.SceneletId}#{repair.ShotIndex}", Words.Of(repair.Status), Words.Score(repair.ScoreBefore), Words.Score(repair.Score),
                Words.Dollars(request.IsDryRun ? repair.EstimatedCost : repair.SpentUsd), repair.Message);
            lines?.Write(json => Write(json, repair));
            if (repair.Status == RepairStatus.Stopped)
            {
                break;
            }
        }

        grid?.End();
        if (!request.IsDryRun)
        {
            terminal.Say($"Spent {Words.Dollars(spent)}.");
        }

        return bad == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static Grid Table(Terminal terminal) => new(
        terminal,
        new("shot", KeepsTogether: true),
        new("status", KeepsTogether: true),
        new("before", IsRight: true, KeepsTogether: true),
        new("score", IsRight: true, KeepsTogether: true),
        new("cost", IsRight: true, KeepsTogether: true),
        new("what"));

    private static void Write(System.Text.Json.Utf8JsonWriter json, ShotRepair repair)
    {
        json.WriteString("story", repair.StoryId);
        json.WriteString("scenelet", repair.SceneletId);
        json.WriteNumber("shot", repair.ShotIndex);
        json.WriteString("status", Words.Of(repair.Status));
        json.WriteScore("scoreBefore", repair.ScoreBefore);
        json.WriteScore("score", repair.Score);
        json.WriteNumber("corrections", repair.Corrections);
        json.WriteMoney("estimatedCostUsd", repair.EstimatedCost);
        json.WriteNumber("spentUsd", repair.SpentUsd);
        json.WriteString("takeId", repair.TakeId);
        json.WriteString("message", repair.Message);
        json.WriteString("error", repair.Error?.Message);
    }
}
