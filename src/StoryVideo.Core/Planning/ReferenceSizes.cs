using System.Globalization;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>
/// How large images may be that go along with a request. Larger ones are sent smaller, from a copy; the original stays as it is.
/// </summary>
public static class ReferenceSizes
{
    private const double Mebi = 1024 * 1024;

    /// <summary>Services take requests of 100 MB since January 2026, and base64 makes a third more of every byte.</summary>
    private const long Together = 70 * 1024 * 1024;

    /// <summary>A single image is refused at some 20 MB of base64, and a few megabytes are advised.</summary>
    private const long Single = 7 * 1024 * 1024;

    /// <summary>
    /// How many bytes each of these images may have. What the small ones leave over belongs to the large ones, so that none is made
    /// smaller than it has to be.
    /// </summary>
    /// <param name="sizes">Their bytes.</param>
    public static long LimitOf(IEnumerable<long> sizes)
    {
        long left = Together;
        long[] all = [.. sizes.Order()];
        for (int i = 0; i < all.Length; i++)
        {
            long share = left / (all.Length - i);
            if (all[i] > share)
            {
                return Math.Min(Single, share);
            }

            left -= all[i];
        }

        return Single;
    }

    /// <summary>What there is to say of images that are larger than that.</summary>
    internal static IEnumerable<Finding> Of(AssetOptions options, IReadOnlyList<ReferenceSlot> references)
    {
        long limit = LimitOf(references.Select(static r => r.Bytes));
        return references.Where(r => !options.IsFree && r.Bytes > limit).Select(reference =>
        {
            string what = string.Create(
                CultureInfo.InvariantCulture, $"'{reference.Path}' has {reference.Bytes / Mebi:0.0} MB, more than the {limit / Mebi:0.0} MB that can be sent of it");
            return options.CanShrink
                ? Finding.Warning("reference-shrunk", $"{what}; it is sent smaller, from a copy, and stays as it is")
                : Finding.Error(
                    "reference-too-large",
                    $"{what}; install ffmpeg (apt-get install ffmpeg, brew install ffmpeg, winget install ffmpeg), which makes a smaller "
                    + "copy of it for sending, or put a smaller image in its place");
        });
    }
}
