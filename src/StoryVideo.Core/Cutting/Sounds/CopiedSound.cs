using static System.FormattableString;

namespace StoryVideo.Cutting.Sounds;

/// <summary>A stretch of a clip's sound whose coded frames go into the film, with nothing changed but their gain.</summary>
/// <param name="sound">The clip's sound.</param>
/// <param name="gains">Where its gains stand.</param>
/// <param name="first">The first frame.</param>
/// <param name="frameCount">How many frames.</param>
/// <param name="before">
/// The frame that stands before it in the film, whose second half is heard together with the first half of this; null for silence.
/// </param>
internal sealed class CopiedSound(CodedSound sound, SoundGains gains, int first, int frameCount, CodedFrame? before) : SoundStretch(frameCount)
{
    public CodedSound Sound { get; } = sound;

    public SoundGains Gains { get; } = gains;

    public int First { get; } = first;

    public CodedFrame? Before { get; } = before;

    public CodedFrame Last => CodedFrame.Of(Sound, Gains, First + FrameCount - 1);

    /// <summary>The same stretch, with nothing before it.</summary>
    public CopiedSound AfterSilence() => new(Sound, Gains, First, FrameCount, null);

    /// <summary>Changes with what is heard.</summary>
    public string Key { get; } = Invariant($"{sound.Identity[..32]}-{first}-{frameCount}-{before?.Sound.Identity[..16]}-{before?.Number}");
}
