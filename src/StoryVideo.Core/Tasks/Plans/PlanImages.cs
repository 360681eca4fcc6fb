using System.Collections.Concurrent;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Tasks.Plans;

/// <summary>Plans images of any kind.</summary>
public abstract class PlanImages : PlanAssets
{
    private readonly ConcurrentDictionary<string, ImagePlanner?> _again = new(StringComparer.Ordinal);
    private readonly ImageTaskRequest _request;

    /// <exception cref="PlanException">The request names a model or provider that cannot be used.</exception>
    private protected PlanImages(Studio studio, ImageTaskRequest request, params AssetKind[] kinds)
        : base(studio, request, kinds, VideoProviders.Speaks)
    {
        _request = request;
        Planner = new ImagePlanner(
            request.OptionsFor(SharedProvider, Shared.Model, IsRehearsal, CanShrink), Files, studio.Today);
    }

    private protected ImagePlanner Planner { get; }

    internal override IAssetMaker OpenMaker(string provider) =>
        new ImageMaker(Studio.Providers.OpenImages(provider, Request.IsDryRun), new SendableImages(Studio, IsRehearsal));

    private protected override (string Shape, decimal? Price) One
    {
        get
        {
            string size = _request.Size ?? ImageFormat.DefaultSize;
            return ($"an image of {size}", Shared.Model.PriceOfImage(size, 0));
        }
    }

    /// <summary>A planner with the model and options of a take; null where the catalog no longer knows the model.</summary>
    private protected ImagePlanner? PlannerFor(Take take) => _again.GetOrAdd(take.OptionsKey(), _ =>
    {
        bool isRehearsal = take.Provider == VideoProviders.Rehearsal;
        return Studio.Catalog.Find(take.Model, isRehearsal ? null : take.Provider) is { } model
            ? new ImagePlanner(
                new ImageOptions { Provider = take.Provider, Model = model, IsFree = isRehearsal, IsDryRun = true }.Restore(take.Parameters),
                Files,
                Studio.Today)
            : null;
    });
}
