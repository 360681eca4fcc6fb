using System.CommandLine;
using System.Globalization;
using StoryVideo.Cli.Output;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Cli.Commands;

internal static class BudgetCommand
{
    public static Command Create(Terminal terminal)
    {
        Option<string?> story = new("--story") { Description = "id or title of the story", HelpName = "STORY" };
        Option<decimal?> maxCost = new("--max-cost")
        {
            Description = "the most that the story may ever cost, in US dollars",
            HelpName = "USD",
            CustomParser = static result => OptionValue.Money(result),
        };
        Option<bool> none = new("--none") { Description = "takes the cap away" };
        StoreOptions store = new(terminal);
        Command command = new("budget", "Shows what a story has cost and will cost, and sets its cap.") { story, maxCost, none };
        store.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(maxCost) is not null && result.GetValue(none))
            {
                result.AddError("--max-cost and --none exclude each other.");
            }
        });
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            decimal? cap = parsed.GetValue(maxCost);
            bool changes = cap is not null || parsed.GetValue(none);
            StoreAccess access = changes ? StoreAccess.Write : StoreAccess.Read;
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), access, terminal.Time, stop);
            Story found = await new FindStories(studio).GetAsync(parsed.GetValue(story), stop);
            if (changes)
            {
                await studio.Ledger.SetBudgetAsync(found.Id, cap, stop);
            }

            Show(terminal, await new ReadCosts(studio, new ShotVideoRequest()).ReadAsync(found, stop));
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Show(Terminal terminal, StoryCost cost)
    {
        Grid grid = new(terminal, new(cost.StoryTitle), new("US dollars", IsRight: true));
        grid.Add("cap", cost.Budget is null ? "none" : Words.Dollars(cost.Budget));
        grid.Add("spent", Words.Dollars(cost.Spent));
        grid.Add("reserved", Words.Dollars(cost.Reserved));
        grid.Add("unknown", Words.Dollars(cost.Unknown));
        grid.Add($"to make: {Counted.Of(cost.ShotsToMake, "shot")}, one take each", Words.Price(cost.Forecast, cost.IsForecastOld));
        if (cost.History is { } history)
        {
            grid.Add("as your takes went so far (p50)", Words.Price(cost.ForecastP50, cost.IsForecastOld));
            grid.Add("nine times of ten less than (p90)", Words.Price(cost.ForecastP90, cost.IsForecastOld));
            terminal.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"From {Counted.Of(history.Takes, "take")}: {history.FilteredRate:P0} withheld, {history.RemadeRate:P0} of shots made again."));
        }

        grid.End();
    }
}
