using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Prompting;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Planning;

/// <summary>A fingerprint changes exactly where what is sent changes.</summary>
public sealed class FingerprintTests : IDisposable
{
    private const string KeyFrame = "42/shots/s1/shot-2_key_frame.png";

    private static readonly string s_two = SampleStory.Referring(["rhea"], ["studio"], "rhea");

    private readonly SampleFolder _folder = new();

    public FingerprintTests()
    {
        foreach (string path in (string[])[SampleImages.Rhea, SampleImages.Cosmo, SampleImages.Studio, KeyFrame])
        {
            _folder.Write(path, [.. SampleFolder.Png, .. System.Text.Encoding.UTF8.GetBytes(path)]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Equal_plans_have_equal_fingerprints_with_a_hash_for_each_part()
    {
        TakeFingerprint one = await TakeAsync();
        TakeFingerprint two = await TakeAsync();

        Assert.Equal(one.Value, two.Value);
        Assert.Matches("^[0-9a-f]{64}$", one.Value);
        Assert.Equal(
            [
                "audio design", "character rhea", "environment reference studio", "environment studio", "format", "global aesthetic", "instructions",
                "key frame", "model", "model sheet rhea", "order of references", "provider", "storyboard",
            ],
            one.Parts.Keys.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("character rhea", "Red coat", "Blue coat")]
    [InlineData("environment studio", "warm", "cool")]
    [InlineData("global aesthetic", "calm", "wild")]
    [InlineData("", "\"role\": \"Friend\"", "\"role\": \"Foe\"")]
    [InlineData("", "stays at home", "goes out")]
    [InlineData("", "[\"s1\", \"s2\"]", "[\"s3\"]")]
    [InlineData("", "\"environment_id\": \"jungle\"", "\"environment_id\": \"jungle\", \"x\": 1")]
    public async Task A_change_of_the_visual_document_shows_where_it_is_sent_and_nowhere_else(string part, string before, string after) =>
        await ChangesAsync(part, designs: SampleStory.Designs(SampleStory.With(SampleStory.Visual, before, after)));

    [Theory]
    [InlineData("audio design", "Warm.", "Cold.")]
    [InlineData("audio design", "Close and dry.", "Wide.")]
    [InlineData("", "Bright.", "Dark.")]
    [InlineData("", "Low.", "High.")]
    [InlineData("", "never sent", "still not")]
    public async Task A_change_of_the_audio_document_shows_where_it_is_sent(string part, string before, string after) =>
        await ChangesAsync(part, designs: SampleStory.Designs(audio: SampleStory.With(SampleStory.Audio, before, after)));

    [Fact]
    public async Task A_change_of_the_storyboard_shows() =>
        await ChangesAsync("storyboard", payload: SampleStory.With(s_two, "…", "Look!"));

    [Fact]
    public async Task A_change_of_white_space_does_not_show() =>
        await ChangesAsync("", payload: s_two.ReplaceLineEndings("\n\n   "));

    [Fact]
    public async Task A_change_of_the_instructions_shows() =>
        await ChangesAsync("instructions", designs: SampleStory.Designs(instructions: PromptInstructions.Parse("- Other.", "x")));

    [Fact]
    public async Task Another_model_shows() => await ChangesAsync("model", SamplePlans.Options("veo-3.1-fast-generate-preview"));

    [Fact]
    public async Task Another_provider_shows() => await ChangesAsync("provider", SamplePlans.Options() with { Provider = "rehearsal" });

    [Theory]
    [InlineData("9:16", "1080p", 8)]
    [InlineData("16:9", "720p", 8)]
    [InlineData("16:9", "1080p", 4)]
    public async Task Another_format_shows(string aspect, string resolution, int seconds) =>
        await ChangesAsync("format", SamplePlans.Options() with { Format = new VideoFormat(aspect, resolution, seconds) });

    [Theory]
    [InlineData("model sheet rhea", SampleImages.Rhea)]
    [InlineData("environment reference studio", SampleImages.Studio)]
    [InlineData("key frame", KeyFrame)]
    [InlineData("", SampleImages.Cosmo)]
    public async Task Other_bytes_of_an_image_show_where_it_is_sent(string part, string path)
    {
        TakeFingerprint before = await TakeAsync();
        byte[] bytes = await File.ReadAllBytesAsync(_folder.PathOf(path));
        bytes[^1]++;
        _folder.Write(path, bytes);

        Assert.Equal(part, string.Join(", ", (await TakeAsync()).ChangedSince(before.Parts)));
    }

    [Fact]
    public async Task A_file_that_moved_with_the_same_bytes_does_not_show()
    {
        File.Move(_folder.PathOf(SampleImages.Rhea), _folder.PathOf("42/elsewhere.png"));
        TakeFingerprint moved = await TakeAsync(designs: SampleStory.Designs(SampleStory.With(SampleStory.Visual, SampleImages.Rhea, "42/elsewhere.png")));
        File.Move(_folder.PathOf("42/elsewhere.png"), _folder.PathOf(SampleImages.Rhea));
        Assert.Equal((await TakeAsync()).Value, moved.Value);
    }

    [Fact]
    public async Task Without_the_key_frame_it_and_the_order_show() =>
        await ChangesAsync("key frame, order of references", SamplePlans.Options() with { ExcludeKeyFrame = true });

    [Fact]
    public async Task A_shortened_prompt_shows_and_one_that_fitted_does_not()
    {
        PlanOptions compact = SamplePlans.Options() with { Compact = true };
        await ChangesAsync("", compact);
        await ChangesAsync("shortening", compact with { Model = compact.Model with { PromptTokenLimit = 1 } });
    }

    private async Task ChangesAsync(string parts, PlanOptions? options = null, string? payload = null, StoryDesigns? designs = null)
    {
        TakeFingerprint before = await TakeAsync();
        TakeFingerprint after = await TakeAsync(options, payload, designs);
        Assert.Equal(parts, string.Join(", ", after.ChangedSince(before.Parts)));
        Assert.Equal(parts.Length == 0, before.Value == after.Value);
    }

    private async Task<TakeFingerprint> TakeAsync(PlanOptions? options = null, string? payload = null, StoryDesigns? designs = null)
    {
        ReferenceFiles files = new(new AssetFolder(_folder.Root));
        ShotPlan plan = SamplePlans.Plan(options, payload ?? s_two, designs, images: files);
        return await new PlanFingerprint(files).OfAsync(plan);
    }
}
