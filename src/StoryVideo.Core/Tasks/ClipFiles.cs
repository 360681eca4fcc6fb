using System.Globalization;
using StoryVideo.Catalog;
using StoryVideo.Cutting.Inspection;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;

namespace StoryVideo.Tasks;

/// <summary>The clips that shots have on disk, and what they were ordered to be.</summary>
internal static class ClipFiles
{
    /// <summary>Null where the shot has none.</summary>
    public static async Task<ClipOnDisk?> FindAsync(Studio studio, StoryShot shot, CancellationToken cancellationToken)
    {
        if (studio.FindClip(shot) is not { } path)
        {
            return null;
        }

        string file = studio.Assets.Resolve(path);
        return new ClipOnDisk(path, file, await AssetFolder.HashAsync(file, cancellationToken));
    }

    /// <summary>What a clip was ordered to be; of one that no take tells of, that it has sound.</summary>
    public static ClipExpectation ExpectedOf(Studio studio, Take? take)
    {
        if (take is null || take.Provider == VideoProviders.Rehearsal || PlanParameters.FormatOf(take.Parameters) is not { } format)
        {
            return new ClipExpectation();
        }

        (int Width, int Height)? size = SizeOf(format);
        return new ClipExpectation
        {
            Seconds = format.DurationSeconds,
            Width = size?.Width,
            Height = size?.Height,
            HasSound = studio.Catalog.Find(take.Model, take.Provider)?.Audio ?? true,
        };
    }

    // 1080p is the length of the shorter side.
    private static (int Width, int Height)? SizeOf(VideoFormat format) =>
        format.Resolution.EndsWith('p') && int.TryParse(format.Resolution.AsSpan(0, format.Resolution.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int side)
            ? format.AspectRatio switch
            {
                "16:9" => (side * 16 / 9, side),
                "9:16" => (side, side * 16 / 9),
                _ => null,
            }
            : null;
}
