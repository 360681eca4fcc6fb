namespace StoryVideo.FakeGemini.Generation;

/// <summary>All images that were made, whether or not their answer got through.</summary>
public sealed class ImageStore
{
    private readonly Lock _lock = new();
    private readonly List<FakeImage> _images = [];

    public IReadOnlyList<FakeImage> All
    {
        get
        {
            lock (_lock)
            {
                return _images.ToArray();
            }
        }
    }

    internal void Add(FakeImage image)
    {
        lock (_lock)
        {
            _images.Add(image);
        }
    }
}
