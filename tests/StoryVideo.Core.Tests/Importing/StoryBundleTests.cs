using System.Text;
using StoryVideo.Importing;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Importing;

public sealed class StoryBundleTests
{
    [Fact]
    public async Task A_good_bundle_gives_its_story_scenelets_and_shots()
    {
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        StoryBundle bundle = await StoryBundle.OpenAsync(disk.Folder);
        Assert.Equal(("42", "The Lighthouse", 3, 1), (bundle.Story.Id, bundle.Story.DisplayName, bundle.ShotCount, bundle.Story.VideoCount));
        Assert.Equal([new Scenelet("s1", 1, "Arrival"), new Scenelet("s2", 2, null)], bundle.Scenelets);
        Assert.Empty(bundle.Warnings);
        Assert.Equal(disk.Folder, bundle.Folder);
        Assert.Null(bundle.GeneratedFolder);

        List<StoryShot> shots = await bundle.ReadShotsAsync().ToListAsync();
        Assert.Equal(["s1#1", "s1#2", "s2#1"], shots.Select(static s => s.Address.ToString()), StringComparer.Ordinal);
        Assert.All(shots, static s => Assert.Equal(("42", "The Lighthouse"), (s.StoryId, s.StoryTitle)));
        Assert.Equal("""{ "framing": "wide" }""", shots[0].StoryboardPayload);
        Assert.Equal("42/shots/s1/shot-1_key_frame.png", shots[0].KeyFrameImagePath);
        Assert.Equal(("N/A", "generated/42/shots/s1/shot-2.mp4"), (shots[1].AudioFilePath, shots[1].VideoFilePath));
        Assert.Equal((null, null, null), (shots[2].AudioFilePath, shots[2].VideoFilePath, shots[2].KeyFrameImagePath));
        Assert.Equal([("Arrival", 1), ("Arrival", 1), (null, 2)], shots.Select(static s => (s.SceneletLabel, s.SceneletSequence)));
    }

    [Fact]
    public async Task The_file_may_be_named_instead_of_its_folder_and_shots_read_more_than_once()
    {
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        StoryBundle bundle = await StoryBundle.OpenAsync(disk.File);
        Assert.Equal(3, await bundle.ReadShotsAsync().CountAsync());
        Assert.Equal(3, await bundle.ReadShotsAsync().CountAsync());
        Assert.Equal(disk.Folder, bundle.Folder);
    }

    [Fact]
    public async Task Shots_may_stand_before_everything_they_refer_to()
    {
        IReadOnlyList<StoryShot> shots = await BundleOnDisk.ShotsAsync("""
            { "shots": [ { "storyboardPayload": {}, "shotIndex": 1, "sceneletId": "s2" } ],
              "scenelets": [ { "id": "s1" }, { "id": "s2", "label": "Night" } ],
              "visualDesignDocument": {}, "displayName": "D", "storyId": "x" }
            """);
        Assert.Equal(("x", "D", "Night", 2), (shots[0].StoryId, shots[0].StoryTitle, shots[0].SceneletLabel, shots[0].SceneletSequence));
    }

    [Fact]
    public async Task A_byte_order_mark_is_accepted()
    {
        using BundleOnDisk disk = new([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(BundleOnDisk.Good)]);
        Assert.Equal(3, (await StoryBundle.OpenAsync(disk.Folder)).ShotCount);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    public async Task White_space_around_the_story_is_accepted(int count)
    {
        string space = string.Concat(Enumerable.Repeat(" \r\n", count));
        Assert.Equal(3, (await BundleOnDisk.ShotsAsync(space + BundleOnDisk.Good + space)).Count);
    }

    [Theory]
    [InlineData("""{"b":1.0,"a":[1e2,20000000000000000001],"ü":"\u00fc \/ é 🎬","empty":{ }}""")]
    [InlineData("""{ "z" : null,  "character_designs" : null }""")]
    public async Task Documents_and_payloads_keep_every_byte(string json)
    {
        string text = BundleOnDisk.With("""{ "framing": "wide" }""", json)
            .Replace("""{ "sonic_identity": {} }""", json, StringComparison.Ordinal);
        int start = text.IndexOf("{ \"global_aesthetic\"", StringComparison.Ordinal);
        int end = text.IndexOf("\"audioDesignDocument\"", StringComparison.Ordinal);
        text = text[..start] + json + ",\n" + text[end..];
        using BundleOnDisk disk = new(text);
        StoryBundle bundle = await StoryBundle.OpenAsync(disk.Folder);
        Assert.Equal(json, bundle.Story.VisualDesignDocument);
        Assert.Equal($"{{\"audio_design_document\":{json}}}", bundle.Story.AudioDesignDocument);
        Assert.Equal(json, (await bundle.ReadShotsAsync().FirstAsync()).StoryboardPayload);
    }

    [Theory]
    [InlineData("""{ "visual_design_document": {"a": 1.50} }""")]
    [InlineData("""{ "visualDesignDocument": {"a": 1.50} }""")]
    [InlineData(""" "{\"a\": 1.50}" """)]
    [InlineData(""" "{\"visual_design_document\": {\"a\": 1.50}}" """)]
    [InlineData("""{ "visual_design_document": "{\"a\": 1.50}" }""")]
    public async Task The_visual_document_is_stored_bare(string given)
    {
        StoryBundle bundle = await BundleOnDisk.OpenAsync(
            $$"""{"storyId":"x","displayName":"D","visualDesignDocument":{{given}},"shots":[]}""");
        Assert.Equal("""{"a": 1.50}""", bundle.Story.VisualDesignDocument);
        Assert.Null(bundle.Story.AudioDesignDocument);
    }

    [Theory]
    [InlineData("""{"a": 1.50}""", """{"audio_design_document":{"a": 1.50}}""")]
    [InlineData("""{ "audio_design_document": {"a": 1.50} }""", """{"audio_design_document":{"a": 1.50}}""")]
    [InlineData(""" "{\"audioDesignDocument\": {\"a\": 1.50}}" """, """{"audio_design_document":{"a": 1.50}}""")]
    [InlineData("null", null)]
    public async Task The_audio_document_is_stored_wrapped(string given, string? stored)
    {
        StoryBundle bundle = await BundleOnDisk.OpenAsync(
            $$"""{"storyId":"x","displayName":"D","visualDesignDocument":{},"audioDesignDocument":{{given}},"shots":[]}""");
        Assert.Equal(stored, bundle.Story.AudioDesignDocument);
    }

    [Theory]
    [InlineData("\"keyFrameImagePath\": \"42", "\"keyframeImagePath\": \"42", "$.shots[0].keyframeImagePath", "did you mean keyFrameImagePath?")]
    [InlineData("\"keyFrameImagePath\": \"42", "\"key_frame_image_path\": \"42", "$.shots[0].key_frame_image_path", "did you mean keyFrameImagePath?")]
    [InlineData("\"label\"", "\"title\"", "$.scenelets[0].title", "is not known and not imported")]
    [InlineData("\"audioDesignDocument\"", "\"audioDesignDocumnet\"", "$.audioDesignDocumnet", "did you mean audioDesignDocument?")]
    [InlineData("\"audioDesignDocument\"", "\"musik\"", "$.musik", "is not known and not imported")]
    public async Task An_unknown_name_is_a_warning_that_guesses_what_was_meant(string good, string bad, string path, string message)
    {
        StoryBundle bundle = await BundleOnDisk.OpenAsync(BundleOnDisk.With(good, bad));
        ImportProblem warning = Assert.Single(bundle.Warnings);
        Assert.Equal(path, warning.JsonPath);
        Assert.Contains(message, warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_unknown_name_in_many_shots_is_one_warning()
    {
        StoryBundle bundle = await BundleOnDisk.OpenAsync(BundleOnDisk.With("\"shotIndex\"", "\"note\": 1, \"shotIndex\""));
        Assert.Equal("$.shots[0].note is not known and not imported, here and in 2 more places.", Assert.Single(bundle.Warnings).ToString());
    }

    [Fact]
    public async Task What_stands_beside_a_wrapped_document_is_named_as_lost()
    {
        StoryBundle bundle = await BundleOnDisk.OpenAsync(BundleOnDisk.With(
            """{ "sonic_identity": {} }""", """{ "audio_design_document": {}, "remark": 1 }"""));
        Assert.Equal("$.audioDesignDocument.remark", Assert.Single(bundle.Warnings).JsonPath);
        Assert.Equal("""{"audio_design_document":{}}""", bundle.Story.AudioDesignDocument);
    }

    [Fact]
    public async Task A_story_without_shots_is_accepted_with_a_warning()
    {
        StoryBundle bundle = await BundleOnDisk.OpenAsync("""{"storyId":"x","displayName":"D","visualDesignDocument":{},"shots":[]}""");
        Assert.Equal("$.shots", Assert.Single(bundle.Warnings).JsonPath);
        Assert.Empty(bundle.Scenelets);
    }

    [Fact]
    public async Task A_file_that_changes_after_it_was_checked_is_not_read()
    {
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        StoryBundle bundle = await StoryBundle.OpenAsync(disk.Folder);
        await File.AppendAllTextAsync(disk.File, " ");
        ImportException e = await Assert.ThrowsAsync<ImportException>(async () => await bundle.ReadShotsAsync().CountAsync());
        Assert.Contains("changed while it was imported", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_stops_when_asked_to()
    {
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => StoryBundle.OpenAsync(disk.Folder, new CancellationToken(canceled: true)));
    }
}
