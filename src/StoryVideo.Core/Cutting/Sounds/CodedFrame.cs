namespace StoryVideo.Cutting.Sounds;

/// <summary>One frame of a clip's coded sound.</summary>
/// <param name="Sound">The clip's sound.</param>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Marks">Where its gains stand.</param>
internal sealed record CodedFrame(CodedSound Sound, int Number, uint Marks)
{
    public static CodedFrame Of(CodedSound sound, SoundGains gains, int number) => new(sound, number, gains.Marks[number]);
}
