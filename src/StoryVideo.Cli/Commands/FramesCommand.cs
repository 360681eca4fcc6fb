using System.CommandLine;
using System.Globalization;
using StoryVideo.Cli.Output;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Cli.Commands;

/// <summary>Stills out of clips; free.</summary>
internal static class FramesCommand
{
    private const int DefaultCount = 3;

    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        Option<int?> count = new("--count")
        {
            Description = "how many frames of each clip, the first and the last among them (3)",
            HelpName = "NUMBER",
            CustomParser = static result => OptionValue.Count(result),
        };
        Command command = new("frames", "Takes the first, the last and evenly spaced frames out of clips.");
        shots.AddTo(command);
        command.Options.Add(count);
        store.AddTo(command);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), StoreAccess.Read, terminal.Time, stop);
            Story story = await new FindStories(studio).GetAsync(parsed.GetValue(shots.Story), stop);
            return await RunAsync(terminal, studio, story, shots.Read(parsed), parsed.GetValue(count) ?? DefaultCount, stop);
        }));
        return command;
    }

    private static async Task<int> RunAsync(
        Terminal terminal, Studio studio, Story story, ShotFilter filter, int count, CancellationToken stop)
    {
        TakeShotFrames take = new(studio);
        Grid grid = new(terminal, new("shot", KeepsTogether: true), new("frame"), new("number", IsRight: true), new("file"));
        int without = 0;
        int all = 0;
        await foreach (StoryShot shot in studio.Stories.ReadShotsAsync(story, filter.Wants, stop))
        {
            if (!filter.Wants(shot.ShotIndex))
            {
                continue;
            }

            all++;
            try
            {
                foreach (ShotFrame frame in await take.RunAsync(shot, count, stop))
                {
                    grid.Add(shot.Address.ToString(), frame.Name, frame.Frame.ToString(CultureInfo.InvariantCulture), frame.Path);
                }
            }
            catch (Exception e) when (e is RunRefusedException or Cutting.CutException)
            {
                without++;
                terminal.Error(e.Message);
            }
        }

        if (all == 0)
        {
            return ShotOptions.NothingFits(terminal, story);
        }

        grid.End();
        return without == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }
}
