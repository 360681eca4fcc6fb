using StoryVideo.Media;

namespace StoryVideo.Cutting.Pictures;

/// <summary>What every frame of a film has in common.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Kind">The coding of clips that go in as they are; null where there is none.</param>
/// <param name="Colour">How the colours of those clips are meant.</param>
internal sealed record FilmShape(int Width, int Height, string? Kind, ColourInfo Colour);
