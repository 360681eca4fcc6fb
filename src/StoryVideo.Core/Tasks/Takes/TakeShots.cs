using StoryVideo.Ledger;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Takes;

/// <summary>Finds the shot that a take is an attempt at.</summary>
internal static class TakeShots
{
    /// <exception cref="RunRefusedException">The shot is not in the story any more.</exception>
    public static async Task<StoryShot> FindAsync(Studio studio, Take take, CancellationToken cancellationToken)
    {
        if (await studio.Stories.ReadAsync(take.Asset.StoryId, cancellationToken) is { } story)
        {
            await foreach (StoryShot shot in studio.Stories.ReadShotsAsync(
                story, s => s.Id == take.Asset.SceneletId, cancellationToken))
            {
                if (shot.ShotIndex == take.Asset.ShotIndex)
                {
                    return shot;
                }
            }
        }

        throw new RunRefusedException(
            "shot-not-found",
            $"Shot {take.Asset.Name} is no longer in the story; take {take.Id} waits as {take.State.Name()}.");
    }
}
