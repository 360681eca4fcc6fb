using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Ledger;
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
                ShowStories(terminal, stories);
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
            await ShowShotsAsync(terminal, studio, story, wanted, stop);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void ShowStories(Terminal terminal, IReadOnlyList<Story> stories)
    {
        Grid grid = new(terminal, new("story"), new("shots", IsRight: true), new("clips", IsRight: true), new("id"));
        foreach (Story story in stories)
        {
            grid.Add(story.DisplayName, $"{story.ShotCount}", $"{story.VideoCount}", story.Id);
        }

        grid.End();
    }

    private static async Task ShowShotsAsync(
        Terminal terminal, Studio studio, Story story, ShotVideoRequest wanted, CancellationToken stop)
    {
        terminal.Say($"{story.DisplayName} ({story.Id})");
        Grid grid = new(
            terminal,
            new("shot", KeepsTogether: true),
            new("state", KeepsTogether: true),
            new("model"),
            new("cost", IsRight: true, KeepsTogether: true),
            new("take"),
            new("note"));
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        await foreach (ShotState shot in new ReadShotStates(studio, wanted).ReadAsync(story, wanted.Filter, stop))
        {
            counts[shot.State] = counts.GetValueOrDefault(shot.State) + 1;
            grid.Add(
                shot.Shot.Address.ToString(),
                shot.State,
                shot.Take?.Model,
                shot.Take is { } take ? Words.Price(take.ChargeUsd, take.IsPriceOld()) : "",
                shot.Take?.Id,
                shot.Changes.Count > 0 ? "changed since: " + string.Join(", ", shot.Changes) : shot.Take?.Error?.Message);
        }

        grid.End();
        Spending spending = await studio.Ledger.SumAsync(story.Id, null, stop);
        terminal.Say(string.Join(", ", counts.Select(static c => $"{c.Value} {c.Key}"))
            + $". Spent {Words.Dollars(spending.Spent)}, reserved {Words.Dollars(spending.Reserved)}, unknown {Words.Dollars(spending.Unknown)}.");
        if (counts.ContainsKey(TakeState.Unknown.Name()))
        {
            terminal.Say("Unknown takes may have been paid; each stays until storyvideo resolve settles it. storyvideo takes --state unknown lists them.");
        }
    }
}
