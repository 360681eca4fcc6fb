using System.CommandLine;
using StoryVideo.Cli.Output;
using StoryVideo.Ledger;
using StoryVideo.Storage;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Cli.Commands;

internal static class ResolveCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> take = new("TAKE") { Description = "id of a take, as storyvideo takes --state unknown shows it" };
        Option<string?> operation = new("--operation") { Description = "the provider knows it by this name: go on with it", HelpName = "NAME" };
        Option<string?> uri = new("--uri") { Description = "the clip lies here: fetch it", HelpName = "URI" };
        Option<bool> writeOff = new("--write-off") { Description = "give it up, also where the provider never finishes it; its price stays counted as spent" };
        StoreOptions store = new(terminal);
        Command command = new("resolve", "Settles a take whose answer was lost.") { take, operation, uri, writeOff };
        store.AddTo(command);
        command.Validators.Add(result =>
        {
            int ways = (result.GetValue(operation) is null ? 0 : 1) + (result.GetValue(uri) is null ? 0 : 1)
                + (result.GetValue(writeOff) ? 1 : 0);
            if (ways != 1)
            {
                result.AddError("Say one of --operation NAME, --uri URI or --write-off.");
            }
        });
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), StoreAccess.Write, terminal.Time, stop);
            ResolveTake resolve = new(studio);
            string id = parsed.GetRequiredValue(take);
            return parsed switch
            {
                _ when parsed.GetValue(operation) is { } name => Show(terminal, await resolve.AdoptAsync(id, name, stop)),
                _ when parsed.GetValue(uri) is { } address => Show(terminal, await resolve.FetchAsync(id, address, stop)),
                _ => Show(terminal, await resolve.WriteOffAsync(id, stop)),
            };
        }));
        return command;
    }

    private static int Show(Terminal terminal, Take take)
    {
        terminal.Out.WriteLine($"{take.Asset.Name}: take {take.Id} is now {take.State.Name()}.");
        if (take.State is TakeState.Submitted or TakeState.Generated)
        {
            terminal.Say("storyvideo run create-shot-video --mode resume fetches its clip; nothing is paid again.");
        }

        return ExitCode.Done;
    }

    private static int Show(Terminal terminal, AssetResult result)
    {
        terminal.Out.WriteLine(Terminal.Plain($"{result.Plan.Address}: {Words.Of(result.Status)} {result.File ?? result.Error?.Message}"));
        return result.Status == AssetStatus.Succeeded ? ExitCode.Done : ExitCode.SomeFailed;
    }
}
