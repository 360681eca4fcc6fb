using System.Collections.Concurrent;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Stories;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Tasks.Plans;

/// <summary>What all assets of a story share, read once: its documents and the takes of some kinds.</summary>
internal sealed class StoryContexts
{
    private readonly Studio _studio;
    private readonly IReadOnlyList<AssetKind> _kinds;
    private readonly StoryInstructions _instructions;
    private readonly string? _provider;
    private readonly bool _settlesAbandoned;
    private readonly ImagesAhead? _ahead;
    private readonly ConcurrentDictionary<string, Lazy<Task<Context>>> _stories = new(StringComparer.Ordinal);

    /// <param name="studio">Where stories and takes are.</param>
    /// <param name="kinds">What takes are read of.</param>
    /// <param name="provider">Whose assets are made; null for nobody's.</param>
    /// <param name="ahead">Images that are taken to be there; null for none.</param>
    /// <param name="settlesAbandoned">Takes whose process ended are settled first; needs a studio that is open for writing.</param>
    public StoryContexts(Studio studio, IReadOnlyList<AssetKind> kinds, string? provider, bool settlesAbandoned, ImagesAhead? ahead = null)
    {
        _studio = studio;
        _kinds = kinds;
        _provider = provider;
        _settlesAbandoned = settlesAbandoned;
        _ahead = ahead;
        _instructions = new StoryInstructions(studio.Prompts.Read);

        // Instructions that say nothing are told of before the first story is read.
        _ = kinds.Select(_instructions.Of).ToArray();
    }

    /// <summary>The story's designs alone.</summary>
    public async Task<StoryDesigns> DesignsOfAsync(Story story, CancellationToken cancellationToken) =>
        StoryDesigns.Read(WithAhead(await WithDocumentsAsync(story, cancellationToken)), _instructions);

    private Story WithAhead(Story story) => _ahead?.In(story) ?? story;

    public Task<Context> OfAsync(Story story, CancellationToken cancellationToken) =>
        _stories.GetOrAdd(story.Id, _ => new(() => ReadAsync(story, cancellationToken))).Value;

    private async Task<Context> ReadAsync(Story story, CancellationToken cancellationToken)
    {
        StoryDesigns designs = await DesignsOfAsync(story, cancellationToken);
        if (_settlesAbandoned)
        {
            await new SettleAbandonedTakes(_studio, _provider).RunAsync(story.Id, cancellationToken);
        }

        return new Context(
            designs,
            await TakeHistory.ReadAsync(
                _studio, _kinds.Select(k => new TakeFilter { StoryId = story.Id, Kind = k }), _provider, cancellationToken));
    }

    private async Task<Story> WithDocumentsAsync(Story story, CancellationToken cancellationToken) =>
        story.VisualDesignDocument is not null
            ? story
            : await _studio.Stories.ReadAsync(story.Id, cancellationToken)
                ?? throw new RunRefusedException("story-not-found", $"There is no story {story.Id} in {_studio.Location}.");

    internal sealed record Context(StoryDesigns Designs, TakeHistory Takes);
}
