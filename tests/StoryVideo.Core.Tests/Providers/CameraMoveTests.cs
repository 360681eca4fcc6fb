using StoryVideo.Providers.Rehearsal;

namespace StoryVideo.Core.Tests.Providers;

public sealed class CameraMoveTests
{
    [Theory]
    [InlineData("Pan left", "pan left")]
    [InlineData("The camera pans slowly to the right across the harbour.", "pan right")]
    [InlineData("Pans from left to right", "pan right")]
    [InlineData("Slow pan right to left along the shelf", "pan left")]
    [InlineData("A leftward pan", "pan left")]
    [InlineData("Left-to-right pan", "pan right")]
    [InlineData("Slow panning shot over the rooftops", "pan right")]
    [InlineData("Pan across the whole wide room to the left", "pan left")]
    [InlineData("Pan up to the sky", "tilt up")]
    [InlineData("Truck left", "pan left")]
    [InlineData("Trucking right, keeping pace", "pan right")]
    [InlineData("Tracking shot following Pim along the quay", "pan right")]
    [InlineData("Tracking shot in the rain", "pan right")]
    [InlineData("Dolly track left", "pan left")]
    [InlineData("Lateral move to the left", "pan left")]
    [InlineData("Camera drifts left with the boat", "pan left")]
    [InlineData("Gentle arc around the lamp", "pan right")]
    public void Sideways_movements_pan(string text, string expected) =>
        Assert.Equal(expected, CameraMove.Parse(text).ToString());

    [Theory]
    [InlineData("Tilt up", "tilt up")]
    [InlineData("The camera tilts gently down to the letter", "tilt down")]
    [InlineData("Slow downward tilt", "tilt down")]
    [InlineData("Crane up over the roofs", "tilt up")]
    [InlineData("Pedestal down", "tilt down")]
    [InlineData("The camera rises above the tower", "tilt up")]
    [InlineData("Camera slowly descends", "tilt down")]
    public void Upright_movements_tilt(string text, string expected) =>
        Assert.Equal(expected, CameraMove.Parse(text).ToString());

    [Theory]
    [InlineData("Slow push-in", "push in")]
    [InlineData("PUSH IN on her face", "push in")]
    [InlineData("Camera pushes in", "push in")]
    [InlineData("A very slow, 8-second push toward the lamp", "push in")]
    [InlineData("Pushing gently forward", "push in")]
    [InlineData("Dolly in", "push in")]
    [InlineData("Dollies slowly closer to the window", "push in")]
    [InlineData("Zoom in", "push in")]
    [InlineData("Subtle zoom on the key", "push in")]
    [InlineData("The camera moves closer", "push in")]
    [InlineData("Slow forward movement", "push in")]
    [InlineData("We creep in on the sleeping cat", "push in")]
    [InlineData("Pull back to reveal the island", "pull back")]
    [InlineData("A slow pull-back", "pull back")]
    [InlineData("Pulls slowly away", "pull back")]
    [InlineData("Zooming out", "pull back")]
    [InlineData("Dolly out", "pull back")]
    [InlineData("Reverse dolly", "pull back")]
    [InlineData("Push-in as the fox looks left", "push in")]
    public void Movements_in_depth_push_and_pull(string text, string expected) =>
        Assert.Equal(expected, CameraMove.Parse(text).ToString());

    [Theory]
    [InlineData("Pan left while pushing in", "pan left, push in")]
    [InlineData("Tracks right, then tilts up", "pan right, tilt up")]
    [InlineData("Pan and tilt up", "pan right, tilt up")]
    [InlineData("Static at first. Then a slow push-in.", "push in")]
    [InlineData("Pans left, then right", "pan left")]
    public void Movements_come_together_and_the_first_of_an_axis_wins(string text, string expected)
    {
        // "Pan and tilt up" names a pan without a direction, which goes right like any other.
        Assert.Equal(expected, CameraMove.Parse(text).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Static")]
    [InlineData("Static hold on the window.")]
    [InlineData("Locked-off tripod shot")]
    [InlineData("No pan")]
    [InlineData("No pan, tilt or zoom.")]
    [InlineData("Without panning or zooming in")]
    [InlineData("The camera does not move left")]
    [InlineData("The camera doesn't push in")]
    [InlineData("Static instead of a push-in")]
    [InlineData("Never zooms")]
    [InlineData("No camera movement; the fox moves left")]
    [InlineData("The whole company watches the panorama")]
    [InlineData("Rack focus; he pulls focus to the letter")]
    [InlineData("She pushes the door")]
    [InlineData("A truck waits outside")]
    [InlineData("Close on the frying pan")]
    [InlineData("Dutch tilt, locked off")]
    [InlineData("静止画面")]
    public void What_is_denied_or_no_movement_of_the_camera_is_a_hold(string? text) =>
        Assert.Equal("hold", CameraMove.Parse(text).ToString());

    [Theory]
    [InlineData("No pan, just a slow push-in", "push in")]
    [InlineData("No pan but tilt down", "tilt down")]
    [InlineData("Static, no tilt. Pull back at the end", "pull back")]
    [InlineData("Do not zoom — pan left", "pan left")]
    public void A_denial_ends_with_its_clause(string text, string expected) =>
        Assert.Equal(expected, CameraMove.Parse(text).ToString());

    [Fact]
    public void A_very_long_text_is_read_quickly() =>
        Assert.Equal("hold", CameraMove.Parse(new string('x', 2_000_000) + " pan left").ToString());
}
