using StoryVideo.Catalog;
using StoryVideo.Stories;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>All that is needed to render one clip; it travels inside the operation name.</summary>
/// <param name="Still">The image that is moved; null for a plain card.</param>
/// <param name="Format">What was asked for.</param>
/// <param name="Size">The frame that the format gives.</param>
/// <param name="Caption">Cleaned text that is burnt in.</param>
/// <param name="Move">How the camera moves.</param>
internal sealed record RehearsalSpec(
    AssetPath? Still,
    VideoFormat Format,
    FrameSize Size,
    string Caption,
    CameraMove Move)
{
    /// <summary>Keeps an operation name at a length that every database column holds.</summary>
    private const int LongestPath = 1024;

    public int FrameCount => Format.DurationSeconds * FrameSize.FramesPerSecond;

    /// <summary>Reads a request; null with a reason where no clip can be rendered of it.</summary>
    public static RehearsalSpec? Of(VideoRequest request, out string? problem) =>
        Of(request.StillAssetPath, request.Format, request.Caption, CameraMove.Parse(request.CameraText), out problem);

    /// <summary>The one gate for requests and for operation names, which may come from anywhere.</summary>
    public static RehearsalSpec? Of(
        string? still,
        VideoFormat format,
        string caption,
        CameraMove move,
        out string? problem)
    {
        AssetPath? path = null;
        if (still is not null && !AssetPath.TryParse(still, out path, out string? pathProblem))
        {
            problem = $"the still '{still}' cannot be used: {pathProblem}";
            return null;
        }

        if (path?.Value.Length > LongestPath)
        {
            problem = $"the path of the still is longer than {LongestPath} characters";
            return null;
        }

        if (!move.IsValid)
        {
            problem = "the camera movement is out of range";
            return null;
        }

        return FrameSize.TryParse(format, out FrameSize? size, out problem)
            ? new RehearsalSpec(path, format, size, CaptionText.Clean(caption), move)
            : null;
    }
}
