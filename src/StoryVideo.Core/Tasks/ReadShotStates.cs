using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>Tells how the shots of a story stand. Reads only.</summary>
public sealed class ReadShotStates
{
    private readonly Studio _studio;
    private readonly StoryContexts _stories;
    private readonly FindStale _stale;

    /// <param name="studio">Where stories, takes and files are.</param>
    /// <param name="wanted">What clips are wanted to be: one of another model or format than it names is stale. Null names none.</param>
    public ReadShotStates(Studio studio, ShotVideoRequest? wanted = null)
    {
        _studio = studio;
        _stories = new StoryContexts(studio, provider: null, settlesAbandoned: false);
        ReferenceFiles files = new(studio.Assets);
        _stale = new FindStale(studio, files, new PlanFingerprint(files), wanted);
    }

    public async IAsyncEnumerable<ShotState> ReadAsync(
        Story story, ShotFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoryContexts.Context context = await _stories.OfAsync(story, cancellationToken);
        await foreach (StoryShot shot in _studio.Stories.ReadShotsAsync(story, filter.Wants, cancellationToken))
        {
            if (filter.Wants(shot.ShotIndex))
            {
                yield return await StateOfAsync(shot, context);
            }
        }
    }

    private async Task<ShotState> StateOfAsync(StoryShot shot, StoryContexts.Context context)
    {
        TakeHistory.Past past = context.Takes.Of(AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex));
        string? file = ShotClip.Find(_studio.Assets, shot);
        IReadOnlyList<string> changes = file is not null && past.Selected is { } selected
            ? await _stale.ChangesAsync(shot, context.Designs, selected)
            : [];
        (string state, Take? take) = past switch
        {
            { Live: { } live } => (live.State.Name(), live),
            _ when changes.Count > 0 => ("stale", past.Selected),
            _ when file is not null => (
                past.Selected?.Provider == VideoProviders.Rehearsal ? "rehearsed" : "done", past.Selected),
            { Latest: { State: not TakeState.Succeeded } latest } => (latest.State.Name(), latest),
            _ => ("missing", past.Selected),
        };
        return new ShotState { Shot = shot, State = state, Take = take, File = file, Changes = changes };
    }
}
