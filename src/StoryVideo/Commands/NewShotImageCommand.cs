using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Planning;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>Makes the key frames of shots: one still each, after the model sheets and environment references.</summary>
[Cmdlet(VerbsCommon.New, "ShotImage", DefaultParameterSetName = ByShot, SupportsShouldProcess = true)]
[OutputType(typeof(ImageResult), typeof(ImagePlan))]
public sealed class NewShotImageCommand : ShotAssetCommandBase
{
    /// <summary>1K, 2K or 4K; by default what every model makes.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FormatCompleter))]
    public string? Size { get; set; }

    /// <summary>Only key frames that are not on disk.</summary>
    [Parameter]
    public SwitchParameter Missing { get; set; }

    /// <summary>Only key frames that were made from something else than is there now; they are made again.</summary>
    [Parameter]
    public SwitchParameter Stale { get; set; }

    private protected override AssetRequest Ask() =>
        new ShotImageRequest { Size = Size?.ToUpperInvariant(), OnlyMissing = Missing, OnlyStale = Stale };
}
