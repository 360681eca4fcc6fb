using System.Buffers.Text;
using System.Text;
using StoryVideo.Catalog;
using StoryVideo.Providers;
using StoryVideo.Providers.Rehearsal;

namespace StoryVideo.Core.Tests.Providers;

public sealed class RehearsalTokenTests
{
    private const string Good =
        """{"v":1,"id":"a","still":"x/y.png","aspect":"16:9","resolution":"720p","seconds":8,"caption":"c","pan":1}""";

    [Fact]
    public void A_spec_survives_its_name()
    {
        VideoRequest request =
            RehearsalBench.Request("Pan left while pushing in") with { Caption = "Zoë — “Lamp” 🦊 s1#2" };
        RehearsalSpec spec = RehearsalSpec.Of(request, out _)!;

        Assert.Equal(spec, RehearsalToken.Read(RehearsalToken.Write(spec), out _));
        Assert.Equal(new CameraMove(-1, 0, 1), spec.Move);
    }

    [Fact]
    public void Two_operations_of_one_shot_have_two_names()
    {
        RehearsalSpec spec = RehearsalSpec.Of(RehearsalBench.Request(), out _)!;

        Assert.NotEqual(RehearsalToken.Write(spec), RehearsalToken.Write(spec), StringComparer.Ordinal);
    }

    [Fact]
    public void The_longest_request_still_has_a_name_that_is_read()
    {
        VideoRequest request = RehearsalBench.Request() with
        {
            Caption = new string('界', 5000),
            StillAssetPath = string.Join('/', Enumerable.Repeat(new string('é', 127), 8)),
        };

        Assert.NotNull(RehearsalToken.Read(RehearsalToken.Write(RehearsalSpec.Of(request, out _)!), out _));
    }

    [Fact]
    public void A_path_that_makes_a_name_too_long_is_refused_when_asked()
    {
        VideoRequest request = RehearsalBench.Request() with { StillAssetPath = new string('a', 1025) };

        Assert.Null(RehearsalSpec.Of(request, out string? problem));
        Assert.Contains("1024", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_made_by_hand_is_read() => Assert.NotNull(Read(Good));

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("x/y.png", "../../etc/passwd")]
    [InlineData("x/y.png", "concat:a|b")]
    [InlineData("\"seconds\":8", "\"seconds\":100000")]
    [InlineData("\"seconds\":8", "\"seconds\":\"8\"")]
    [InlineData("720p", "2147483647p")]
    [InlineData("16:9", "16:0")]
    [InlineData("\"pan\":1", "\"pan\":-2147483648")]
    [InlineData("\"pan\":1", "\"shell\":\"rm\"")]
    [InlineData("\"caption\":\"c\",", "")]
    [InlineData("\"c\"", "null")]
    [InlineData("}", "")]
    [InlineData("{", "[")]
    public void A_hostile_name_is_refused_with_a_reason(string was, string becomes)
    {
        string json = Good.Replace(was, becomes, StringComparison.Ordinal);

        Assert.Null(RehearsalToken.Read(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json)), out string? problem));
        Assert.NotEmpty(problem!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rehearsal/")]
    [InlineData("rehearsal/%%%")]
    [InlineData("rehearsal/bm90IGpzb24")]
    [InlineData("rehearsal/////")]
    [InlineData("models/veo-3.1-generate-preview/operations/abc")]
    public async Task The_operations_of_others_are_gone(string name)
    {
        RehearsalVideoProvider provider = new(_ => null, null);

        PollOutcome.Gone gone = Assert.IsType<PollOutcome.Gone>(await provider.PollAsync(name, CancellationToken.None));
        Assert.Equal(Charge.None, gone.Error.Charge);
        Assert.IsType<DownloadOutcome.Refused>(
            await provider.DownloadAsync(new GeneratedVideo(name), Stream.Null, CancellationToken.None));
    }

    [Fact]
    public async Task A_request_that_cannot_be_rendered_is_rejected_free_of_charge()
    {
        RehearsalVideoProvider provider = new(_ => null, null);
        VideoRequest request = RehearsalBench.Request() with { Format = new VideoFormat("16:9", "1080p", 900) };

        SubmitOutcome.Rejected rejected = Assert.IsType<SubmitOutcome.Rejected>(
            await provider.SubmitAsync(request, CancellationToken.None));
        Assert.Equal(("invalid-request", Charge.None), (rejected.Error.Code, rejected.Error.Charge));
        Assert.Contains("60 seconds, not 900", provider.Describe(request), StringComparison.Ordinal);
    }

    private static RehearsalSpec? Read(string json) =>
        RehearsalToken.Read(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json)), out _);
}
