namespace StoryVideo.Media;

/// <summary>The picture of a file.</summary>
/// <param name="Codec">As ffmpeg calls it: <c>h264</c>.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="PixelFormat">As ffmpeg calls it: <c>yuv420p</c>.</param>
/// <param name="FramesPerSecond">The average; 0 where the file does not tell.</param>
/// <param name="FrameCount">Packets of picture, counted; 0 where there are none.</param>
/// <param name="Seconds">From the first packet's time to the end of the last.</param>
/// <param name="Colour">Matrix, primaries and transfer as ffmpeg calls them; null each where the file does not tell.</param>
public sealed record VideoStreamInfo(
    string Codec,
    int Width,
    int Height,
    string PixelFormat,
    double FramesPerSecond,
    int FrameCount,
    double Seconds,
    ColourInfo Colour);
