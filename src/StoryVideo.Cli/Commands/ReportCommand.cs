using System.CommandLine;
using System.Globalization;
using StoryVideo.Cli.Output;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Cli.Commands;

/// <summary>What checks have found and what shots have cost, the worst clip first; free.</summary>
internal static class ReportCommand
{
    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        Option<bool> json = JsonOption.Create("one JSON object a line");
        Command command = new("report", "Tells score, issues and cost of every shot, the worst clip first.");
        shots.AddTo(command);
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), StoreAccess.Read, terminal.Time, stop);
            Story story = await new FindStories(studio).GetAsync(parsed.GetValue(shots.Story), stop);
            IReadOnlyList<ShotReport> reports = await new ReadShotReports(studio).ReadAsync(story, shots.Read(parsed), stop);
            if (reports.Count == 0)
            {
                return ShotOptions.NothingFits(terminal, story);
            }

            if (parsed.GetValue(json))
            {
                WriteLines(terminal, reports);
            }
            else
            {
                WriteTable(terminal, reports);
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static void WriteTable(Terminal terminal, IReadOnlyList<ShotReport> reports)
    {
        Grid grid = new(
            terminal,
            new("shot", KeepsTogether: true),
            new("score", IsRight: true, KeepsTogether: true),
            new("cost", IsRight: true, KeepsTogether: true),
            new("takes", IsRight: true, KeepsTogether: true),
            new("issues"));
        foreach (ShotReport report in reports)
        {
            grid.Add(
                $"{report.SceneletId}#{report.ShotIndex}",
                Words.Score(report.Score),
                Words.Dollars(report.CostUsd),
                report.Takes.ToString(CultureInfo.InvariantCulture),
                report.Note ?? string.Join(" ", report.Issues));
        }

        grid.End();
    }

    private static void WriteLines(Terminal terminal, IReadOnlyList<ShotReport> reports)
    {
        using JsonLines lines = new(terminal.Out);
        foreach (ShotReport report in reports)
        {
            lines.Write(json =>
            {
                json.WriteString("story", report.StoryId);
                json.WriteString("scenelet", report.SceneletId);
                json.WriteNumber("shot", report.ShotIndex);
                json.WriteScore("score", report.Score);
                json.WriteTexts("issues", report.Issues);
                json.WriteString("fixPrompt", report.FixPrompt);
                json.WriteString("judge", report.Judge);
                json.WriteMoney("costUsd", report.CostUsd);
                json.WriteNumber("takes", report.Takes);
                json.WriteString("file", report.File);
                json.WriteString("note", report.Note);
            });
        }
    }
}
