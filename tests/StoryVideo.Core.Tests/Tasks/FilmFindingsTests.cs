using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Core.Tests.Tasks;

/// <summary>What is said of a film that is made.</summary>
public sealed class FilmFindingsTests
{
    [Theory]
    [InlineData(-16.0, -1.0, "")]
    [InlineData(-17.2, -1.1, "")]
    [InlineData(-17.3, -1.1, "loudness-missed")]
    [InlineData(-14.7, -1.1, "loudness-missed")]
    [InlineData(-16.0, -0.9, "peak-passed")]
    [InlineData(double.NegativeInfinity, double.NegativeInfinity, "")]
    public void A_film_is_named_that_has_not_become_as_loud_as_was_asked_for(double lufs, double dbtp, string code) =>
        Assert.Equal(code, string.Join(' ', FilmFindings.Of(Report(new(lufs, dbtp)), LoudnessGoal.Default).Select(static f => f.Code)));

    [Fact]
    public void Every_clip_with_a_damaged_sound_is_named() =>
        Assert.Equal(
            ["s1#2: its clip's sound is damaged", "s3#1: its clip's sound is damaged"],
            FilmFindings.Of(Report(new(-16, -1), "s1#2", "s3#1"), LoudnessGoal.Default).Select(static f => f.Message.Split(',')[0]),
            StringComparer.Ordinal);

    private static FilmReport Report(Loudness verified, params string[] damaged) => new()
    {
        Path = "film.mp4",
        FrameCount = 24,
        Size = 1,
        Measured = verified,
        Gain = 0,
        CopiedSoundSeconds = 0,
        DamagedSounds = damaged,
        MadePieces = 0,
        ReusedPieces = 0,
        Verified = verified,
    };
}
