namespace StoryVideo.Cutting.Sounds;

/// <summary>Sounds that were to be copied, and of which ffmpeg refuses a frame: a player would too.</summary>
/// <param name="sounds">At least one.</param>
internal sealed class UndecodableSoundException(IReadOnlyCollection<CodedSound> sounds) : CutException(
    "cut-failed",
    $"The sound of '{sounds.First().Path}' cannot be decoded to its end. Nothing was charged, and what was made is kept for the next try. Look at the clip with "
    + "Test-ShotVideo (storyvideo check): it may be damaged. -LoudnessTolerance 0 (--loudness-tolerance 0) codes all sound anew.")
{
    public IReadOnlyCollection<CodedSound> Sounds { get; } = sounds;
}
