using System.Text;
using System.Text.Json;
using FsCheck;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Http;

namespace StoryVideo.Core.Tests.Providers.Gemini;

public sealed class RequestBodyTests
{
    [Fact]
    public async Task A_body_with_references_is_what_the_contract_says_to_the_byte()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        ReferenceImage png = setting.Png(11);
        ReferenceImage jpeg = setting.Jpeg(12);
        await setting.SubmitAsync(GeminiSetting.Request(png, jpeg));

        string expected =
            """{"instances":[{"prompt":"{\n  \"shot\": \"Rhéa läuft – 🎬 \\ fin\"\n}","referenceImages":["""
            + """{"image":{"bytesBase64Encoded":"PNG","mimeType":"image/png"},"referenceType":"asset"},"""
            + """{"image":{"bytesBase64Encoded":"JPEG","mimeType":"image/jpeg"},"referenceType":"asset"}]}],"param"""
            + """eters":{"aspectRatio":"16:9","resolution":"1080p","durationSeconds":8,"sampleCount":1}}""";
        expected = expected
            .Replace("\"PNG\"", $"\"{Convert.ToBase64String(await File.ReadAllBytesAsync(png.FullPath))}\"", StringComparison.Ordinal)
            .Replace("\"JPEG\"", $"\"{Convert.ToBase64String(await File.ReadAllBytesAsync(jpeg.FullPath))}\"", StringComparison.Ordinal);
        Assert.Equal(expected, Encoding.UTF8.GetString(setting.Fake.Requests[0].Body!));
    }

    [Fact]
    public async Task A_body_without_references_leaves_the_field_out()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        await setting.SubmitAsync(GeminiSetting.Request() with { Prompt = "a", Format = new("9:16", "720p", 4) });

        Assert.Equal(
            """{"instances":[{"prompt":"a"}],"parameters":{"aspectRatio":"9:16","resolution":"720p","durationSeconds":4,"sampleCount":1}}""",
            Encoding.UTF8.GetString(setting.Fake.Requests[0].Body!));
    }

    [Fact]
    public void A_description_needs_no_key_and_shows_sizes_for_images()
    {
        using GeminiVideoProvider provider = new(new GeminiOptions(), new ManualTimeProvider());
        VideoRequest request = GeminiSetting.Request(new ReferenceImage("a.png", "/nowhere/a.png", "image/png", 51234)) with { Prompt = "é 🎬\n\"x\"" };

        string expected =
            """
            POST https://generativelanguage.googleapis.com/v1beta/models/veo-3.1-generate-preview:predictLongRunning
            {
              "instances": [
                {
                  "prompt": "é 🎬\n\"x\"",
                  "referenceImages": [
                    {
                      "image": {
                        "bytesBase64Encoded": "<51234 bytes>",
                        "mimeType": "image/png"
                      },
                      "referenceType": "asset"
                    }
                  ]
                }
              ],
              "parameters": {
                "aspectRatio": "16:9",
                "resolution": "1080p",
                "durationSeconds": 8,
                "sampleCount": 1
              }
            }
            """.ReplaceLineEndings("\n");
        Assert.Equal(expected, provider.Describe(request));
    }

    [Fact]
    public async Task What_is_described_is_what_is_sent()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        VideoRequest request = GeminiSetting.Request(setting.Png(5000));
        await setting.SubmitAsync(request);

        string described = setting.Provider.Describe(request);
        string sent = JsonSerializer.Serialize(setting.Fake.Requests[0].Json);
        string base64 = Convert.ToBase64String(await File.ReadAllBytesAsync(request.References[0].FullPath));
        JsonElement shown = JsonElement.Parse(described[described.IndexOf('\n', StringComparison.Ordinal)..]
            .Replace("<5000 bytes>", base64, StringComparison.Ordinal));
        Assert.Equal(sent, JsonSerializer.Serialize(shown));
    }

    [Fact]
    public void Any_text_survives_quoting()
    {
        FsCheck.Fluent.Prop
            .ForAll<string?>(static text => text is null || JsonElement.Parse(JsonText.Quote(Sound(text))).GetString() == Sound(text))
            .QuickCheckThrowOnFailure();
        string all = string.Concat(Enumerable.Range(0, 0x3000).Select(static c => (char)c));
        Assert.Equal(all, JsonElement.Parse(JsonText.Quote(all)).GetString());
    }

    /// <summary>Half a surrogate pair has no UTF-8; it becomes a replacement character on the way out.</summary>
    private static string Sound(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
