using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Cutting;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Commands;

/// <summary>Cuts the clips of a story into a film, on this machine and for nothing.</summary>
[Cmdlet(VerbsCommon.Join, "StoryVideo", SupportsShouldProcess = true)]
[OutputType(typeof(StoryFilm))]
public sealed partial class JoinStoryVideoCommand : StoreCommandBase
{
    private ShotFinder? _finder;
    private string _folder = "";
    private bool _isPreview;

    protected override void Prepare()
    {
        base.Prepare();
        _isPreview = Preferences.IsWhatIf(this);
        _folder = StoreConnections.Folder(this);
    }

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _finder = new ShotFinder(Studio);
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        try
        {
            foreach (Story story in await _finder!.StoriesAsync(Story, stop))
            {
                await JoinAsync(story, stop);
            }
        }
        catch (Exception e) when (e is RunRefusedException or CutException or StoryDataException)
        {
            await WriteErrorAsync(e.ToErrorRecord(Story));
        }
    }

    private async Task JoinAsync(Story story, CancellationToken stop)
    {
        JoinStory join = new(Studio);
        foreach (JoinPlan plan in await join.PlanAsync(story, Request(), stop))
        {
            await WarnAsync(story, plan.Findings);
            StoryFilm film = StoryFilm.Of(plan);
            if (await OnPipelineAsync(() => ShouldProcess(plan.Path, $"Cut a film of {film.Duration:hh\\:mm\\:ss} out of {film.Cuts.Count} pieces")))
            {
                film = await join.RunAsync(plan, new CutBar($"Cutting {story.DisplayName}", WriteProgressAsync), stop);
                await WarnAsync(story, film.Findings.Except(plan.Findings));
                await WriteVerboseAsync(FilmWords.Of(film));
            }
            else if (!_isPreview)
            {
                continue;
            }

            await WriteObjectAsync(film);
        }
    }

    private async Task WarnAsync(Story story, IEnumerable<Finding> findings)
    {
        foreach (Finding finding in findings)
        {
            await WriteWarningAsync($"{story.DisplayName}: {finding.Message}");
        }
    }

    private JoinRequest Request() => new()
    {
        Filter = ShotNames.Filter(this, Scenelet, ShotIndex),
        Path = StoryPath,
        Transition = Transition,
        TransitionSeconds = TransitionSeconds,
        AllowMissing = AllowMissing,
        StillSeconds = StillSeconds,
        Title = Title,
        EndTitle = EndTitle,
        NativeAudio = NativeAudio,
        Ambience = Ambience,
        Music = Music,
        DialogueLevel = DialogueLevel,
        AmbienceLevel = AmbienceLevel,
        Loudness = new(Loudness, TruePeak, LoudnessTolerance),
        Destination = Destination is { } path ? System.IO.Path.GetFullPath(path, _folder) : null,
        PerScenelet = PerScenelet,
    };
}
