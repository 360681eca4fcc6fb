using System.Runtime.CompilerServices;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.Tasks;

/// <summary>Makes the clips that were planned.</summary>
/// <param name="studio">Open for writing.</param>
/// <param name="request">What was asked for.</param>
/// <param name="plans">Who made the plans.</param>
public sealed class CreateShotVideos(Studio studio, ShotVideoRequest request, PlanShotVideos plans)
{
    /// <inheritdoc cref="MakeAssets.Progress"/>
    public IProgress<AssetProgress>? Progress { get; init; }

    /// <inheritdoc cref="MakeAssets.RunAsync"/>
    public async IAsyncEnumerable<ShotVideoResult> RunAsync(
        IReadOnlyList<PlannedAsset> shots, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MakeAssets work = new(studio, request, plans) { Progress = Progress };
        await foreach (AssetResult result in work.RunAsync(shots, cancellationToken))
        {
            yield return (ShotVideoResult)result;
        }
    }
}
