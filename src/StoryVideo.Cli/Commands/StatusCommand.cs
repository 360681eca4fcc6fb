using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        FormatOptions format = new("also show clips of another model than this as stale");
        Command command = new("status", "Tells how the shots of a story stand, and what they have cost.");
        Option<bool> json = JsonOption.Create("one JSON object a line, the sum last");
        command.Options.Add(json);
        shots.AddTo(command);
        format.AddTo(command);
        store.AddTo(command);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), StoreAccess.Read, terminal.Time, stop);
            FindStories find = new(studio);
            IReadOnlyList<Story> stories = await find.FindAsync(parsed.GetValue(shots.Story), stop);
            if (parsed.GetValue(shots.Story) is null && stories.Count > 1)
            {
                ShowStories(terminal, stories, parsed.GetValue(json));
                return ExitCode.Done;
            }

            Story story = await find.GetAsync(parsed.GetValue(shots.Story), stop);
            ShotVideoRequest wanted = new()
            {
                Model = parsed.GetValue(format.Model),
                Format = format.Read(parsed),
                IsFormatNamed = format.IsNamed(parsed),
                Filter = shots.Read(parsed),
            };
            terminal.Say($"{story.DisplayName} ({story.Id})");
            using StatusView view = new(terminal, parsed.GetValue(json));
            return await ShowShotsAsync(view, studio, story, wanted, stop) ? ExitCode.Done : ShotOptions.NothingFits(terminal, story);
        }));
        return command;
    }

    private static void ShowStories(Terminal terminal, IReadOnlyList<Story> stories, bool isJson)
    {
        if (isJson)
        {
            using JsonLines lines = new(terminal.Out);
            foreach (Story story in stories)
            {
                lines.Write(json =>
                {
                    json.WriteString("story", story.Id);
                    json.WriteString("title", story.DisplayName);
                    json.WriteNumber("shots", story.ShotCount);
                    json.WriteNumber("clips", story.VideoCount);
                });
            }

            return;
        }

        Grid grid = new(terminal, new("story"), new("shots", IsRight: true), new("clips", IsRight: true), new("id"));
        foreach (Story story in stories)
        {
            grid.Add(story.DisplayName, $"{story.ShotCount}", $"{story.VideoCount}", story.Id);
        }

        grid.End();
    }

    /// <summary>False where shots are named and there is none of them.</summary>
    private static async Task<bool> ShowShotsAsync(
        StatusView view, Studio studio, Story story, ShotVideoRequest wanted, CancellationToken stop)
    {
        bool isAny = !wanted.Filter.NamesShots;
        await foreach (ShotState shot in new ReadShotStates(studio, wanted).ReadAsync(story, wanted.Filter, stop))
        {
            isAny = true;
            view.Add(shot);
        }

        if (isAny)
        {
            view.End(await studio.Ledger.SumAsync(story.Id, null, stop));
        }

        return isAny;
    }
}
