using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Runs;

/// <summary>Makes images: the answer to the call carries the image, and there is nothing to ask for later.</summary>
internal sealed class ImageMaker(IImageProvider provider, SendableImages images) : IAssetMaker
{
    public IModelService Service => provider;

    public IVideoProvider? Operations => null;

    public string Noun => "image";

    public Task<PreparedCall> PrepareAsync(AssetPlan plan, CancellationToken stop)
    {
        ImageRequest request = ((ImagePlan)plan).ToRequest();
        return images.PrepareAsync(
            request.References,
            (references, leaving, token) => provider.GenerateAsync(request with { References = references }, leaving, token),
            stop);
    }

    public async Task<OutgoingRequest?> WriteAsync(AssetPlan plan, CancellationToken stop)
    {
        ImageRequest request = ((ImagePlan)plan).ToRequest();
        using SentImages sent = await images.ShrinkAsync(request.References, stop);
        return await provider.WriteAsync(request with { References = sent.Images }, stop);
    }

    public ResultCheck Inspect(Stream file)
    {
        byte[] image = new byte[file.Length];
        file.ReadExactly(image);
        string? extension = ImageFile.ExtensionOf(image, out string? problem);
        return problem is null ? new ResultCheck(extension) : new ResultCheck(null, "not-an-image", problem);
    }

    public IEnumerable<Finding> Differences(Take take, string file) => [];
}
