using StoryVideo.Providers;

namespace StoryVideo.Tasks.Runs;

/// <summary>The images of one request as they are sent.</summary>
/// <param name="images">Originals, and copies in place of those that are too large.</param>
/// <param name="copies">The copies' folder; null where there are none.</param>
internal sealed class SentImages(IReadOnlyList<ReferenceImage> images, ImageCopies? copies = null) : IDisposable
{
    public IReadOnlyList<ReferenceImage> Images => images;

    public void Dispose() => copies?.Dispose();
}
