using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Cutting;

/// <summary>What a film is to be, before anything is looked at or made: an edit decision list.</summary>
/// <param name="Entries">In the order of the film; at least one.</param>
/// <param name="Beds">Ambience and music.</param>
public sealed record CutList(IReadOnlyList<CutEntry> Entries, IReadOnlyList<SoundBed> Beds)
{
    /// <summary>Frames a second of every film.</summary>
    public const int Rate = 24;

    /// <summary>Samples of sound in one frame, at 48 kHz.</summary>
    public const int SamplesPerFrame = 2000;

    /// <summary>Samples of sound a second.</summary>
    public const int SampleRate = Rate * SamplesPerFrame;

    /// <summary>The nearest whole number of frames.</summary>
    public static int FramesOf(double seconds) => (int)Math.Round(seconds * Rate, MidpointRounding.AwayFromZero);
}
