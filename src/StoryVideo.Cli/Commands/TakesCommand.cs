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
        Option<bool> json = JsonOption.Create();
        command.Options.Add(json);
        shots.AddTo(command);
        store.AddTo(command);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), StoreAccess.Read, terminal.Time, stop);
            Story story = await new FindStories(studio).GetAsync(parsed.GetValue(shots.Story), stop);
            IAsyncEnumerable<Take> takes = Find(studio, story, shots.Read(parsed), parsed.GetRequiredValue(state), stop);
            await (parsed.GetValue(json) ? WriteLinesAsync(terminal, takes) : ShowAsync(terminal, takes));
            return ExitCode.Done;
        }));
        return command;
    }

    private static IAsyncEnumerable<Take> Find(
        Studio studio, Story story, ShotFilter filter, TakeState[] states, CancellationToken stop) =>
        new ReadTakes(studio).ReadAsync(new() { StoryId = story.Id, States = states }, stop).Where(t =>
            t.Asset is { SceneletId: { } scenelet, ShotIndex: { } index }
            && filter.Wants(new Scenelet(scenelet, 0, null))
            && filter.Wants(index));

    private static async Task WriteLinesAsync(Terminal terminal, IAsyncEnumerable<Take> takes)
    {
        using JsonLines lines = new(terminal.Out);
        await foreach (Take take in takes)
        {
            lines.Write(json =>
            {
                json.WriteString("takeId", take.Id);
                json.WriteString("story", take.StoryId);
                json.WriteString("scenelet", take.SceneletId);
                json.WriteNumber("shot", take.ShotIndex ?? 0);
                json.WriteString("state", take.State.Name());
                json.WriteBoolean("selected", take.IsSelected);
                json.WriteString("provider", take.Provider);
                json.WriteString("model", take.Model);
                json.WriteMoney("costUsd", take.ChargeUsd);
                json.WriteBoolean("priceIsOld", take.IsPriceOld());
                json.WriteString("created", take.CreatedAt);
                json.WriteString("operation", take.OperationName);
                json.WriteString("file", take.File?.Path);
                json.WriteString("error", take.Error?.Message);
            });
        }
    }

    private static async Task ShowAsync(Terminal terminal, IAsyncEnumerable<Take> takes)
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
        await foreach (Take take in takes)
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

        grid.End();
        terminal.Say("* selected");
    }
}
