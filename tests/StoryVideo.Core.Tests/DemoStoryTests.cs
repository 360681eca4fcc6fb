using System.Buffers.Binary;
using System.Text.Json;
using StoryVideo.Core.Tests.Media;
using StoryVideo.Core.Tests.Providers;
using StoryVideo.Providers.Rehearsal;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests;

public sealed class DemoStoryTests
{
    private static readonly string s_bundle = Path.Combine(TestPaths.Fixtures, "moon-to-tea");

    private static readonly JsonElement s_story =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_bundle, "story.json"))).RootElement;

    private static JsonElement Visual => s_story.GetProperty("visualDesignDocument");

    private static JsonElement[] Shots => [.. s_story.GetProperty("shots").EnumerateArray()];

    [Fact]
    public void It_has_the_parts_that_a_new_user_should_see()
    {
        Assert.True(Guid.TryParse(Text(s_story, "storyId"), out _));
        Assert.Equal("s1 s2 s3", Joined(Texts(s_story.GetProperty("scenelets"), "id")));
        Assert.Equal("s1#1 s1#2 s1#3 s2#1 s2#2 s2#3 s3#1 s3#2", Joined(Shots.Select(Name)));
        Assert.Equal("s2#3", Name(Assert.Single(Shots, static s => !s.TryGetProperty("keyFrameImagePath", out _))));
    }

    [Fact]
    public void Every_path_leads_to_an_image_of_a_handy_size_and_every_image_is_used()
    {
        string[] paths =
        [
            .. Texts(Visual.GetProperty("character_designs"), "character_model_sheet_image_path"),
            .. Texts(Visual.GetProperty("environment_designs"), "environment_reference_image_path"),
            .. Shots.Where(static s => s.TryGetProperty("keyFrameImagePath", out _))
                .Select(static s => Text(s, "keyFrameImagePath")),
        ];

        string[] files = [.. paths.Select(FileOf)];

        Assert.All(files, static file => Assert.InRange(new FileInfo(file).Length, 20 * 1024, 100 * 1024));
        Assert.All(files, static file => Assert.Equal(IsSheet(file) ? (1024, 1024) : (1280, 720), SizeOf(file)));
        Assert.Equal(
            Joined(files.Order(StringComparer.Ordinal)),
            Joined(TestPaths.FilesBelow(s_bundle, "*.png")));
    }

    [Fact]
    public void Every_design_and_every_speaker_that_a_shot_names_is_described()
    {
        string[] characters = Texts(Visual.GetProperty("character_designs"), "character_id");
        string[] environments = Texts(Visual.GetProperty("environment_designs"), "environment_id");
        string[] voices = Texts(
            s_story.GetProperty("audioDesignDocument").GetProperty("audio_design_document")
                .GetProperty("character_voice_profiles"),
            "character_id");

        foreach (JsonElement payload in Shots.Select(static s => s.GetProperty("storyboardPayload")))
        {
            JsonElement designs = payload.GetProperty("referencedDesigns");
            Assert.Empty(Strings(designs.GetProperty("characters")).Except(characters, StringComparer.Ordinal));
            Assert.Empty(Strings(designs.GetProperty("environments")).Except(environments, StringComparer.Ordinal));
            string[] speakers = Texts(payload.GetProperty("audioAndNarrative"), "source");
            Assert.Empty(speakers.Except([.. voices, "narrator"], StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_camera_text_is_understood() => Assert.Equal(
        "pan right; push in; hold; pull back; tilt down; pan left; tilt up; pull back",
        string.Join("; ", Shots.Select(static s => CameraMove.Parse(CameraTextOf(s)))));

    [SkippableFact]
    public async Task The_stub_clip_is_a_small_clip_that_plays()
    {
        RehearsalBench.NeedFfmpeg();
        string stub = Path.Combine(TestPaths.Fixtures, "stub-clip.mp4");

        (JsonElement video, JsonElement audio, double seconds) = await Ffprobe.ReadAsync(stub);

        Assert.InRange(new FileInfo(stub).Length, 1024, 60 * 1024);
        Assert.Equal(("h264", "aac"), (Text(video, "codec_name"), Text(audio, "codec_name")));
        Assert.Equal("192", Text(video, "nb_read_frames"));
        Assert.Equal(8, seconds, 0.05);
    }

    private static bool IsSheet(string file) => file.EndsWith("character-model-sheet.png", StringComparison.Ordinal);

    private static string CameraTextOf(JsonElement shot) =>
        Text(shot.GetProperty("storyboardPayload"), "cameraDynamics");

    private static string Name(JsonElement shot) =>
        $"{Text(shot, "sceneletId")}#{shot.GetProperty("shotIndex").GetInt32()}";

    private static string FileOf(string stored)
    {
        Assert.True(AssetPath.TryParse(stored, out AssetPath? path, out string? problem), problem);
        return Path.Combine(s_bundle, "generated", path.Value.Replace('/', Path.DirectorySeparatorChar));
    }

    private static (int Width, int Height) SizeOf(string png)
    {
        ReadOnlySpan<byte> header = File.ReadAllBytes(png).AsSpan(16, 8);
        return (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
    }

    private static string Joined(IEnumerable<string> texts) => string.Join(' ', texts);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string[] Texts(JsonElement array, string name) =>
        [.. array.EnumerateArray().Select(e => Text(e, name))];

    private static string[] Strings(JsonElement array) =>
        [.. array.EnumerateArray().Select(static e => e.GetString()!)];
}
