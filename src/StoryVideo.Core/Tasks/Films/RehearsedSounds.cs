using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>Finds shots whose sound is a rehearsal and whose clip is not: its tones would stand in the film where the clip has dialogue.</summary>
internal static class RehearsedSounds
{
    /// <returns>Their addresses: <c>s1#2</c>.</returns>
    public static async Task<IReadOnlySet<string>> FindAsync(Studio studio, Story story, CancellationToken cancellationToken)
    {
        HashSet<string> sounds = await RehearsedAsync(AssetKind.Audio);
        if (sounds.Count > 0)
        {
            sounds.ExceptWith(await RehearsedAsync(AssetKind.Video));
        }

        return sounds;

        async Task<HashSet<string>> RehearsedAsync(AssetKind kind)
        {
            TakeFilter filter = new() { StoryId = story.Id, Kind = kind, States = [TakeState.Succeeded] };
            return await studio.Ledger.ReadAsync(filter, cancellationToken)
                .Where(static t => t.IsSelected && t.Provider == VideoProviders.Rehearsal)
                .Select(static t => t.Asset.Name)
                .ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        }
    }
}
