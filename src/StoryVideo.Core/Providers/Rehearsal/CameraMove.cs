using System.Runtime.InteropServices;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>A camera movement that a still can stand in for; its parts may come together.</summary>
/// <param name="Pan">-1 to the left, 1 to the right, 0 none.</param>
/// <param name="Tilt">-1 down, 1 up, 0 none.</param>
/// <param name="Zoom">1 towards the subject, -1 away from it, 0 none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CameraMove(int Pan, int Tilt, int Zoom)
{
    /// <summary>The camera stands still.</summary>
    public static CameraMove Hold => default;

    public bool IsHold => this == Hold;

    /// <summary>No part is anything but -1, 0 or 1.</summary>
    public bool IsValid => Math.Abs((long)Pan) <= 1 && Math.Abs((long)Tilt) <= 1 && Math.Abs((long)Zoom) <= 1;

    /// <summary>Reads a storyboard's words on camera movement; what is not understood is a hold.</summary>
    public static CameraMove Parse(string? cameraText) => CameraText.Read(cameraText);

    /// <summary>As a camera operator would say it: <c>pan left, push in</c>.</summary>
    public override string ToString()
    {
        string[] parts =
        [
            Pan < 0 ? "pan left" : Pan > 0 ? "pan right" : "",
            Tilt < 0 ? "tilt down" : Tilt > 0 ? "tilt up" : "",
            Zoom < 0 ? "pull back" : Zoom > 0 ? "push in" : "",
        ];
        return IsHold ? "hold" : string.Join(", ", parts.Where(static p => p.Length > 0));
    }
}
