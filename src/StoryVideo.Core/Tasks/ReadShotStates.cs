using System.Runtime.CompilerServices;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks;

/// <summary>Tells how the shots of a story stand. Reads only.</summary>
public sealed class ReadShotStates
{
    private const int LargestBatch = 256;

    private readonly Studio _studio;
    private readonly StoryContexts _stories;
    private readonly FindStale _stale;
    private readonly ReplanShot _again;
    private (string StoryId, StoryDesigns Designs)? _designs;

    /// <param name="studio">Where stories, takes and files are.</param>
    /// <param name="wanted">What clips are wanted to be: one of another model or format than it names is stale. Null names none.</param>
    public ReadShotStates(Studio studio, ShotVideoRequest? wanted = null)
    {
        _studio = studio;
        _stories = new StoryContexts(studio, [AssetKind.Video], provider: null, settlesAbandoned: false);
        ReferenceFiles files = new(studio.Assets);
        _stale = new FindStale(new PlanFingerprint(files), wanted);
        _again = new ReplanShot(studio, files);
    }

    public IAsyncEnumerable<ShotState> ReadAsync(Story story, ShotFilter filter, CancellationToken cancellationToken) => ReadAsync(
        _studio.Stories.ReadShotsAsync(story, filter.Wants, cancellationToken).Where(s => filter.Wants(s.ShotIndex)),
        cancellationToken);

    /// <summary>
    /// How these shots stand, as they come: the first is told of at once, and of however many no more than some hundred are
    /// held at a time.
    /// </summary>
    public async IAsyncEnumerable<ShotState> ReadAsync(
        IAsyncEnumerable<StoryShot> shots, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<StoryShot> batch = [];
        int size = 1;
        await foreach (StoryShot shot in shots.WithCancellation(cancellationToken))
        {
            if (batch.Count == size || (batch.Count > 0 && batch[0].StoryId != shot.StoryId))
            {
                await foreach (ShotState state in OfBatchAsync(batch, cancellationToken))
                {
                    yield return state;
                }

                batch = [];
                size = Math.Min(2 * size, LargestBatch);
            }

            batch.Add(shot);
        }

        await foreach (ShotState state in OfBatchAsync(batch, cancellationToken))
        {
            yield return state;
        }
    }

    private async IAsyncEnumerable<ShotState> OfBatchAsync(
        List<StoryShot> shots, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (shots.Count == 0)
        {
            yield break;
        }

        TakeFilter takes = new()
        {
            StoryId = shots[0].StoryId,
            Kind = AssetKind.Video,
            AssetNames = [.. shots.Select(static s => KeyOf(s).Name)],
        };
        TakeHistory history = await TakeHistory.ReadAsync(_studio, [takes], provider: null, cancellationToken);
        foreach (StoryShot shot in shots)
        {
            yield return await StateOfAsync(shot, history.Of(KeyOf(shot)), cancellationToken);
        }
    }

    private static AssetKey KeyOf(StoryShot shot) => AssetKey.Video(shot.StoryId, shot.SceneletId, shot.ShotIndex);

    // Only a clip that may be stale needs the story's documents.
    private async Task<StoryDesigns> DesignsOfAsync(StoryShot shot, CancellationToken cancellationToken)
    {
        if (_designs is not { } known || known.StoryId != shot.StoryId)
        {
            Story story = new() { Id = shot.StoryId, DisplayName = shot.StoryTitle };
            _designs = known = (shot.StoryId, await _stories.DesignsOfAsync(story, cancellationToken));
        }

        return known.Designs;
    }

    private async Task<ShotState> StateOfAsync(StoryShot shot, TakeHistory.Past past, CancellationToken cancellationToken)
    {
        string? file = _studio.FindClip(shot) is { } clip ? _studio.Assets.Resolve(clip) : null;
        IReadOnlyList<string> changes = file is not null && past.Selected is { } selected
            ? await _stale.ChangesAsync(selected, _again.Plan(shot, await DesignsOfAsync(shot, cancellationToken), selected))
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
        return new ShotState { Shot = shot with { State = state, Stale = changes }, State = state, Take = take, File = file, Changes = changes };
    }
}
