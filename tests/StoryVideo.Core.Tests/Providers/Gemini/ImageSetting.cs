using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Http;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>The provider of images, the pretended service that it talks to, and one clock for both.</summary>
internal sealed class ImageSetting : IAsyncDisposable
{
    public const string Model = "gemini-3-pro-image";

    private readonly TemporaryFolder _folder = new();
    private int _leaving;

    private ImageSetting(FakeGeminiServer fake, ManualTimeProvider time, GeminiImageProvider provider)
    {
        Fake = fake;
        Time = time;
        Provider = provider;
    }

    public FakeGeminiServer Fake { get; }

    public ManualTimeProvider Time { get; }

    public GeminiImageProvider Provider { get; }

    /// <summary>How often the request was about to leave whole.</summary>
    public int Leaving => _leaving;

    public int Posts => Fake.Requests.Count(static r => r.Method == "POST");

    public static async Task<ImageSetting> StartAsync(string key = GeminiSetting.Key)
    {
        ManualTimeProvider time = new();
        FakeGeminiServer fake = await FakeGeminiServer.StartAsync(new() { Key = GeminiSetting.Key, Time = time });
        GeminiOptions options = new()
        {
            Endpoint = GeminiEndpoint.Parse(fake.BaseUrl),
            Key = new ApiKey(key),
            SuccessorOf = static model => model == "gemini-3-pro-image-preview" ? Model : null,
        };
        return new ImageSetting(fake, time, new GeminiImageProvider(options, time));
    }

    public static ImageRequest Request(params ReferenceImage[] references) => new()
    {
        Model = Model,
        Prompt = "- Draw it.\n\n{\n  \"character\": \"Rhéa – 🎬\"\n}",
        AspectRatio = "16:9",
        Size = "2K",
        References = references,
        Caption = "key frame s1#1 · Demo",
    };

    public ReferenceImage Png(string name = "sheet.png", int length = 0)
    {
        byte[] image = [.. TinyPng.Of(name), .. new byte[length]];
        return new ReferenceImage(name, _folder.Write(name, image), "image/png", image.Length);
    }

    public Task<SubmitOutcome> GenerateAsync(ImageRequest? request = null, CancellationToken stop = default) => Time.JumpPausesAsync(
        Provider.GenerateAsync(
            request ?? Request(),
            () =>
            {
                Interlocked.Increment(ref _leaving);
                return Task.CompletedTask;
            },
            stop));

    /// <summary>What comes of an answer.</summary>
    public Task<SubmitOutcome> AnsweredAsync(Answer answer)
    {
        Fake.Faults.Enqueue(Stage.Image, answer);
        return GenerateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Provider.Dispose();
        await Fake.DisposeAsync();
        _folder.Dispose();
    }
}
