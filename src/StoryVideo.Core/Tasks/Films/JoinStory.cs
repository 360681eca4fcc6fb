using StoryVideo.Cutting;
using StoryVideo.Media;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>
/// Cuts the clips of a story into a film. All of it happens on this machine and costs nothing: no provider is asked, and neither
/// takes nor clips are touched.
/// </summary>
public sealed class JoinStory
{
    private const double CardSeconds = 3;
    private const int MostListed = 40;

    private readonly Studio _studio;
    private readonly Ffmpeg? _ffmpeg;
    private readonly FilmCutter _cutter;

    /// <param name="studio">Where stories and clips are.</param>
    public JoinStory(Studio studio)
    {
        _studio = studio;
        _ffmpeg = Ffmpeg.Find(studio.Settings.ReadVariable);
        _cutter = new FilmCutter(_ffmpeg, studio.Time);
    }

    /// <summary>The films that a request asks for, in order: those of scenelets, where it wants them, and then the film.</summary>
    /// <exception cref="RunRefusedException">Clips are missing, or the request names what is not there.</exception>
    /// <exception cref="CutException">A clip cannot be used.</exception>
    public async Task<IReadOnlyList<JoinPlan>> PlanAsync(Story story, JoinRequest request, CancellationToken cancellationToken)
    {
        if (request.Destination is { } wanted)
        {
            FilmDestination.Refuse(_studio.Assets, story, wanted);
        }

        List<Finding> findings = [];
        List<StoryShot> shots = await ShotsAsync(story, request, findings, cancellationToken);
        List<JoinPlan> plans = [];
        if (request.PerScenelet)
        {
            JoinRequest bare = request with { Title = null, EndTitle = null, Music = [], Ambience = [.. request.Ambience.Where(static a => a.Contains('='))] };
            foreach (IGrouping<string, StoryShot> scenelet in shots.GroupBy(static s => s.SceneletId, StringComparer.Ordinal))
            {
                JoinRequest own = bare with { Ambience = [.. bare.Ambience.Where(a => a.StartsWith(scenelet.Key + "=", StringComparison.Ordinal))] };
                string path = _studio.Assets.Resolve(AssetNames.SceneletFilm(story.Id, scenelet.Key));
                plans.Add(await PlanAsync(story, scenelet.Key, [.. scenelet], own, path, [], cancellationToken));
            }
        }

        string film = request.Destination ?? _studio.Assets.Resolve(AssetNames.Film(story.Id, NameOf(story, request)));
        plans.Add(await PlanAsync(story, null, shots, request, film, findings, cancellationToken));
        return plans;
    }

    /// <summary>Makes one film. A film that was there is replaced once the new one is whole.</summary>
    /// <exception cref="CutException">ffmpeg did not do what it was told.</exception>
    public async Task<StoryFilm> RunAsync(JoinPlan plan, IProgress<CutProgress>? progress, CancellationToken cancellationToken)
    {
        string pieces = _studio.Assets.Resolve(AssetNames.FilmPieces(plan.Story.Id));
        return StoryFilm.Of(plan, await _cutter.CutAsync(plan.Film, plan.Path, pieces, plan.Loudness, progress, cancellationToken));
    }

    private static string NameOf(Story story, JoinRequest request)
    {
        string[] parts = [.. request.Filter.Scenelets, .. request.Path];
        string name = parts.Length == 0 ? story.DisplayName : $"{story.DisplayName} {string.Join(' ', parts)}";
        string folder = FolderName.Of(name);
        return folder.Length <= 100 ? folder : folder[..100];
    }

    private async Task<List<StoryShot>> ShotsAsync(
        Story story, JoinRequest request, List<Finding> findings, CancellationToken cancellationToken)
    {
        List<StoryShot> shots = [];
        await foreach (StoryShot shot in _studio.Stories.ReadShotsAsync(story, request.Filter.Wants, cancellationToken))
        {
            if (request.Filter.Wants(shot.ShotIndex))
            {
                shots.Add(shot);
            }
        }

        StoryPath path = new(await _studio.Stories.ReadNodesAsync(story.Id, cancellationToken));
        if (request.Path.Count > 0)
        {
            ILookup<string, StoryShot> byScenelet = shots.ToLookup(static s => s.SceneletId, StringComparer.Ordinal);
            shots = [.. path.Find(request.Path).SelectMany(id => byScenelet[id])];
        }
        else if (path.Branches)
        {
            findings.Add(Finding.Warning(
                "branches-joined", "The story branches, and the film shows all its branches one after another. -Path (--path) chooses one way."));
        }

        return shots.Count > 0
            ? shots
            : throw new RunRefusedException("shot-not-found", "No shot of this story is asked for. Get-StoryShot (storyvideo status) lists them.");
    }

    private async Task<JoinPlan> PlanAsync(
        Story story, string? scenelet, List<StoryShot> shots, JoinRequest request, string path, List<Finding> findings, CancellationToken cancellationToken)
    {
        CutList list = ListOf(shots, request, await RehearsedSounds.FindAsync(_studio, story, cancellationToken), findings);
        FilmDestination.Refuse(path, list.Beds);
        try
        {
            FilmPlan film = await _cutter.PlanAsync(list, cancellationToken);
            findings.AddRange(film.Notes.Select(static n => Finding.Warning("transition-too-long", n)));
            findings.AddRange(film.Entries.Where(static e => e.WhyConformed is not null)
                .Select(static e => Finding.Warning("clip-conformed", $"{e.Entry.Name}: {e.WhyConformed}; its frames are coded again.")));
            findings.AddRange(await SoundLengths.FindTrimmedAsync(film, _ffmpeg, cancellationToken));
            return new JoinPlan { Story = story, SceneletId = scenelet, Path = path, Film = film, Loudness = request.Loudness, Findings = findings };
        }
        catch (FileNotFoundException e)
        {
            throw new RunRefusedException("ffmpeg-missing", e.Message, e);
        }
    }

    private CutList ListOf(List<StoryShot> shots, JoinRequest request, IReadOnlySet<string> rehearsed, List<Finding> findings)
    {
        Refuse(shots, request);
        Storyboard[] boards = [.. shots.Select(static s => Storyboard.Parse(s.StoryboardPayload))];
        ShotSounds sounds = new(_studio.Assets, request, rehearsed, findings);
        List<CutEntry> entries = [];
        List<string?> scenelets = [];
        CutTransition aside = ShotTransitions.Of(TransitionKind.FadeBlack, null);
        if (request.Title is { } title)
        {
            entries.Add(Card("title", title) with { ToNext = aside });
            scenelets.Add(null);
        }

        for (int i = 0; i < shots.Count; i++)
        {
            CutTransition next = CutTransition.Cut;
            if (i + 1 < shots.Count)
            {
                next = ShotTransitions.Between(boards[i], boards[i + 1], request, out string? unknown);
                if (unknown is not null)
                {
                    findings.Add(Finding.Warning(
                        "transition-unknown", $"{shots[i].Address}: '{unknown}' is no transition; it is a cut. There is: cut, dissolve, fade_black, j_cut, l_cut."));
                }
            }
            else if (request.EndTitle is not null)
            {
                next = aside;
            }

            entries.Add(sounds.With(EntryOf(shots[i], request, findings), shots[i]) with { ToNext = next });
            scenelets.Add(shots[i].SceneletId);
        }

        if (request.EndTitle is { } end)
        {
            entries.Add(Card("end title", end));
            scenelets.Add(null);
        }

        string folder = _studio.Settings.BaseFolder;
        return new CutList(
            entries,
            [
                .. BedFiles.Read(request.Ambience, folder, scenelets, request.AmbienceLevel, repeats: true),
                .. BedFiles.Read(request.Music, folder, scenelets, request.AmbienceLevel, repeats: false),
            ]);
    }

    private static CutEntry Card(string name, string text) => new()
    {
        Name = name,
        Role = ClipRole.Card,
        Text = text,
        Out = CutList.FramesOf(CardSeconds),
    };

    private void Refuse(List<StoryShot> shots, JoinRequest request)
    {
        StoryShot[] missing = [.. shots.Where(s => _studio.FindClip(s) is null)];
        if (missing.Length > 0 && !request.AllowMissing)
        {
            string more = missing.Length > MostListed ? $" and {missing.Length - MostListed} more" : "";
            throw new RunRefusedException(
                "clips-missing",
                $"{missing.Length} of {shots.Count} shots have no clip: {string.Join(", ", missing.Take(MostListed).Select(static s => s.Address))}{more}. Nothing "
                + "was made. Make them with New-ShotVideo -Missing (storyvideo run create-shot-video --missing), or put their key frames in their "
                + "place with -AllowMissing (--allow-missing).");
        }
    }

    private CutEntry EntryOf(StoryShot shot, JoinRequest request, List<Finding> findings)
    {
        string name = shot.Address.ToString();
        if (_studio.FindClip(shot) is { } clip)
        {
            return new CutEntry { Name = name, File = _studio.Assets.Resolve(clip) };
        }

        bool hasStill = AssetPath.TryParse(shot.KeyFrameImagePath, out AssetPath? still, out _) && _studio.Assets.Exists(still);
        findings.Add(Finding.Warning(
            "clip-missing", $"{name} has no clip; {(hasStill ? "its key frame stands" : "a plain card stands, since it has no key frame either,")} in its place."));
        return new CutEntry
        {
            Name = name,
            Role = ClipRole.Still,
            File = hasStill ? _studio.Assets.Resolve(still!) : null,
            Text = name,
            Out = Math.Max(1, CutList.FramesOf(request.StillSeconds)),
        };
    }
}
