using System.CommandLine;
using System.Globalization;
using StoryVideo.Cli.Output;
using StoryVideo.Cutting;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Cli.Commands;

/// <summary>From clips to a film; free.</summary>
internal static class JoinCommand
{
    public static Command Create(Terminal terminal)
    {
        StoreOptions store = new(terminal);
        ShotOptions shots = new();
        JoinOptions options = new();
        Option<bool> json = JsonOption.Create("one JSON object a film, with every cut");
        Command command = new("join", "Cuts the clips of a story into a film, on this machine and for nothing.");
        shots.AddTo(command);
        options.AddTo(command);
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction((parsed, stop) => Refusals.GuardAsync(terminal, async () =>
        {
            using Studio studio = await Studio.OpenAsync(store.Read(parsed), StoreAccess.Read, terminal.Time, stop);
            Story story = await new FindStories(studio).GetAsync(parsed.GetValue(shots.Story), stop);
            await RunAsync(
                terminal, studio, story, options.Read(parsed, shots, terminal.Folder), options.IsDryRun(parsed), parsed.GetValue(json), stop);
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>Plans the films of a story and makes them.</summary>
    public static async Task RunAsync(
        Terminal terminal, Studio studio, Story story, JoinRequest request, bool isDryRun, bool isJson, CancellationToken stop)
    {
        JoinStory join = new(studio);
        foreach (JoinPlan plan in await join.PlanAsync(story, request, stop))
        {
            Warn(terminal, plan.Findings);
            StoryFilm film = StoryFilm.Of(plan);
            if (!isDryRun)
            {
                await new CutView(terminal).ShowAsync(async progress => film = await join.RunAsync(plan, progress, stop));
                Warn(terminal, film.Findings.Except(plan.Findings));
            }

            Show(terminal, film, isJson);
        }
    }

    private static void Warn(Terminal terminal, IEnumerable<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            terminal.Warn(finding.Message);
        }
    }

    private static void Show(Terminal terminal, StoryFilm film, bool isJson)
    {
        if (isJson)
        {
            terminal.Out.WriteLine(FilmLine.Of(film));
        }
        else if (!film.IsMade)
        {
            ShowCuts(terminal, film);
        }

        terminal.Say(FilmWords.Of(film));
        if (film.IsMade && !isJson)
        {
            terminal.Out.WriteLine(Terminal.Plain(film.Path));
        }
    }

    private static void ShowCuts(Terminal terminal, StoryFilm film)
    {
        Grid grid = new(
            terminal, new("from", IsRight: true), new("shot", KeepsTogether: true), new("seconds", IsRight: true), new("then"), new("sound"), new("shows"));
        foreach (PlannedEntry cut in film.Cuts)
        {
            grid.Add(
                TimeSpan.FromSeconds((double)cut.StartFrame / CutList.Rate).ToString("hh\\:mm\\:ss\\.ff", CultureInfo.InvariantCulture),
                cut.Entry.Name,
                ((double)cut.FrameCount / CutList.Rate).ToString("0.00", CultureInfo.InvariantCulture),
                FilmWords.Of(cut.Entry.ToNext),
                SoundOf(cut),
                cut.Entry.File is { } file ? Path.GetFileName(file) : cut.Entry.Role.ToString().ToLowerInvariant());
        }

        grid.End();
    }

    private static string SoundOf(PlannedEntry cut)
    {
        string own = !cut.HasOwnSound || cut.Entry.OwnLevel <= 0 ? "" : cut.Entry.OwnLevel < 1 ? "own, ducked" : "own";
        return (own, cut.Entry.Track) switch
        {
            ("", null) => "none",
            ({ Length: > 0 }, { }) => own + " + story's",
            (_, { }) => "story's",
            _ => own,
        };
    }
}
