namespace StoryVideo.Providers.Rehearsal;

/// <summary>A word that can name a camera movement.</summary>
/// <param name="Pans">Takes left and right.</param>
/// <param name="Tilts">Takes up and down.</param>
/// <param name="Zooms">Takes towards and away.</param>
/// <param name="Bare">What it means where no direction stands by it; a hold where it then means nothing.</param>
/// <param name="NeedsCamera">A verb of people too: it counts only where the camera does it.</param>
internal sealed record CameraWord(bool Pans, bool Tilts, bool Zooms, CameraMove Bare, bool NeedsCamera = false)
{
    /// <summary>What is left of a direction that stands by this word: nobody tilts to the left.</summary>
    public CameraMove Of(CameraMove direction) =>
        new(Pans ? direction.Pan : 0, Tilts ? direction.Tilt : 0, Zooms ? direction.Zoom : 0);
}
