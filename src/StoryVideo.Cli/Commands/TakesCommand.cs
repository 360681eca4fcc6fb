using System.CommandLine;
using System.Globalization;
using StoryVideo.Cli.Output;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

internal static class TakesCommand
{
    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        Option<TakeState[]> state = new("--state")
        {
            Description = "only takes in these states: submitted, succeeded, unknown…; may be said more than once",
            HelpName = "STATE",
            DefaultValueFactory = static _ => [],
            CustomParser = OptionValue.States,
        };
        Command command = new("takes", "Lists every attempt at a story's clips, with its price and what became of it.") { state };
        shots.AddTo(command);
        store.AddTo(command);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), StoreAccess.Read, terminal.Time, stop);
            Story story = await new FindStories(studio).GetAsync(parsed.GetValue(shots.Story), stop);
            await ShowAsync(terminal, studio, story, shots.Read(parsed), parsed.GetRequiredValue(state), stop);
            return ExitCode.Done;
        }));
        return command;
    }

    private static async Task ShowAsync(
        Terminal terminal, Studio studio, Story story, ShotFilter filter, TakeState[] states, CancellationToken stop)
    {
        Grid grid = new(
            terminal,
            new("shot", KeepsTogether: true),
            new("take", KeepsTogether: true),
            new("state", KeepsTogether: true),
            new("by"),
            new("cost", IsRight: true, KeepsTogether: true),
            new("made", KeepsTogether: true),
            new("file or reason"));
        await foreach (Take take in new ReadTakes(studio).ReadAsync(new() { StoryId = story.Id, States = states }, stop))
        {
            if (take.Asset is { SceneletId: { } scenelet, ShotIndex: { } index }
                && filter.Wants(new Scenelet(scenelet, 0, null))
                && filter.Wants(index))
            {
                grid.Add(
                    take.Asset.Name,
                    take.Id,
                    take.State.Name() + (take.IsSelected ? " *" : ""),
                    $"{take.Provider}/{take.Model}",
                    Words.Price(take.ChargeUsd, take.IsPriceOld()),
                    take.CreatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    take.Error?.Message ?? take.File?.Path ?? take.OperationName);
            }
        }

        grid.End();
        terminal.Say("* selected");
    }
}
