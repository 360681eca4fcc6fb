using System.CommandLine;
using System.Globalization;
using StoryVideo.Cli.Output;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

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
        Command command = new("takes", "Lists every attempt at a story's clips and images, with its price and what became of it.") { state };
        Option<bool> json = JsonOption.Create();
        command.Options.Add(json);
        shots.AddTo(command);
        store.AddTo(command);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), StoreAccess.Read, terminal.Time, stop);
            Story story = await new FindStories(studio).GetAsync(parsed.GetValue(shots.Story), stop);
            TakeSearch search = new() { Shots = shots.Read(parsed), States = parsed.GetRequiredValue(state) };
            IAsyncEnumerable<Take> takes = new FindTakes(studio).ReadAsync(story, search, stop);
            if (await (parsed.GetValue(json) ? WriteLinesAsync(terminal, takes) : ShowAsync(terminal, takes)))
            {
                return ExitCode.Done;
            }

            if (search.Shots.NamesShots && !await IsAnyAsync(studio, story, search.Shots, stop))
            {
                return ShotOptions.NothingFits(terminal, story);
            }

            terminal.Say($"There is no such take of '{story.DisplayName}'.");
            return ExitCode.Done;
        }));
        return command;
    }

    private static ValueTask<bool> IsAnyAsync(Studio studio, Story story, ShotFilter shots, CancellationToken stop) =>
        studio.Stories.ReadShotsAsync(story, shots.Wants, stop).AnyAsync(s => shots.Wants(s.ShotIndex), stop);

    /// <summary>False where there is none.</summary>
    private static async Task<bool> WriteLinesAsync(Terminal terminal, IAsyncEnumerable<Take> takes)
    {
        using JsonLines lines = new(terminal.Out);
        bool isAny = false;
        await foreach (Take take in takes)
        {
            isAny = true;
            lines.Write(json =>
            {
                json.WriteString("takeId", take.Id);
                json.WriteString("story", take.StoryId);
                AssetAddress.Write(json, take.Asset);
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

        return isAny;
    }

    private static async Task<bool> ShowAsync(Terminal terminal, IAsyncEnumerable<Take> takes)
    {
        Grid grid = new(
            terminal,
            new("of"),
            new("take", KeepsTogether: true),
            new("state", KeepsTogether: true),
            new("by"),
            new("cost", IsRight: true, KeepsTogether: true),
            new("made", KeepsTogether: true),
            new("file or reason"));
        bool isAny = false;
        await foreach (Take take in takes)
        {
            isAny = true;
            grid.Add(
                take.Kind == AssetKind.Video ? take.Asset.Name : take.Asset.Title,
                take.Id,
                take.State.Name() + (take.IsSelected ? " *" : ""),
                $"{take.Provider}/{take.Model}",
                Words.Price(take.ChargeUsd, take.IsPriceOld()),
                take.CreatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                take.Error?.Message ?? take.File?.Path ?? take.OperationName);
        }

        grid.End();
        if (isAny)
        {
            terminal.Say("* selected");
        }

        return isAny;
    }
}
