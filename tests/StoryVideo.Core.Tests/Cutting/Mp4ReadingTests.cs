using StoryVideo.Core.Tests.Support;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Mp4;
using StoryVideo.Cutting.Pictures;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>Indexes of MP4 files, whole and damaged.</summary>
public sealed class Mp4ReadingTests
{
    private static readonly byte[] s_clip = File.ReadAllBytes(Path.Combine(TestPaths.Repository, "fixtures", "stub-clip.mp4"));

    [Fact]
    public void A_clip_is_read_by_its_index()
    {
        using MemoryStream file = new(s_clip);
        Mp4Movie movie = Mp4Movie.Read(file);

        Assert.Equal("vide soun", string.Join(' ', movie.Tracks.Select(static t => t.Handler)));
        Assert.Equal(8, movie.Tracks[0].Seconds, 0.01);
        Assert.Equal(64, movie.Identity.Length);
    }

    [Fact]
    public void Its_frames_are_numbered_as_they_are_shown()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("clip.mp4", s_clip);
        CodedPicture picture = Read(path);

        Assert.Equal((192, 640, 360), (picture.FrameCount, picture.Width, picture.Height));
        Assert.Equal(Enumerable.Range(0, 192), Enumerable.Range(0, 192).Select(picture.FrameOf).Order());
        Assert.Equal(0, picture.EntryFrom(0));
        Assert.Equal(192, picture.ClosedUpTo(192));
        Assert.True(picture.Configuration.IsPlain);
        Assert.True(picture.Configuration.Uses(0));
        Assert.False(picture.Configuration.Uses(FilmLook.OwnParameterSet));
    }

    [Fact]
    public void Another_content_has_another_identity()
    {
        byte[] other = [.. s_clip];
        other[^1] ^= 1;
        Assert.NotEqual(Identity(s_clip), Identity(other), StringComparer.Ordinal);
        Assert.NotEqual(Identity(s_clip), Identity([.. s_clip, 0, 0, 0, 8, (byte)'f', (byte)'r', (byte)'e', (byte)'e']), StringComparer.Ordinal);
    }

    [Fact]
    public void Damage_is_refused_in_words_and_never_hangs_or_runs_out_of_bounds()
    {
        using TemporaryFolder folder = new();
        Random random = new(7);
        for (int round = 0; round < 400; round++)
        {
            byte[] damaged = [.. s_clip];
            for (int hit = 0; hit <= round % 4; hit++)
            {
                // Most of the index lies in the first bytes: the stub begins with it.
                int at = random.Next(Math.Min(damaged.Length, 4000));
                damaged[at] = (byte)random.Next(256);
            }

            string path = folder.Write("clip.mp4", round % 7 == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            try
            {
                CodedPicture picture = Read(path);
                Assert.InRange(picture.EntryFrom(1), 1, picture.FrameCount);
                Assert.InRange(picture.ClosedUpTo(picture.FrameCount), 0, picture.FrameCount);
            }
            catch (InvalidDataException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    [Fact]
    public void Parameter_sets_of_one_number_that_differ_cannot_stand_in_one_track()
    {
        using TemporaryFolder folder = new();
        AvcConfiguration own = Read(folder.Write("clip.mp4", s_clip)).Configuration;
        byte[] bytes = own.ToBytes();
        AvcConfiguration same = AvcConfiguration.Parse(new BoxContent("avcC", bytes));
        bytes[8 + own.Sequences[0].Length - 1] ^= 0x10;
        AvcConfiguration other = AvcConfiguration.Parse(new BoxContent("avcC", bytes));

        Assert.Single(own.With(same).Sequences);
        Assert.Throws<InvalidDataException>(() => own.With(other));
    }

    private static string Identity(byte[] bytes)
    {
        using MemoryStream file = new(bytes);
        return Mp4Movie.Read(file).Identity;
    }

    private static CodedPicture Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        Mp4Movie movie = Mp4Movie.Read(file);
        return CodedPicture.Read(
            path, movie.Tracks.FirstOrDefault(static t => t.Handler == "vide") ?? throw new InvalidDataException("no picture"), CutList.Rate);
    }
}
