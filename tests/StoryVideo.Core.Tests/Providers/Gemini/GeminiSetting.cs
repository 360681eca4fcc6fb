using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Http;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>A provider, the pretended service that it talks to, one clock for both, and images to send.</summary>
internal sealed class GeminiSetting : IAsyncDisposable
{
    /// <summary>Must show up nowhere but in the key header of the service's own origin.</summary>
    public const string Key = "SENTINEL-7f3a+key/0123";

    public const string Model = "veo-3.1-generate-preview";

    private static readonly byte[] s_png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly byte[] s_jpeg = [0xFF, 0xD8, 0xFF, 0xE0];

    private readonly TemporaryFolder _folder = new();

    private GeminiSetting(FakeGeminiServer fake, ManualTimeProvider time, GeminiVideoProvider provider)
    {
        Fake = fake;
        Time = time;
        Provider = provider;
    }

    public FakeGeminiServer Fake { get; }

    public ManualTimeProvider Time { get; }

    public GeminiVideoProvider Provider { get; }

    /// <summary>POST requests that the service saw.</summary>
    public int Posts => Fake.Requests.Count(static r => r.Method == "POST");

    public static async Task<GeminiSetting> StartAsync(
        Func<FakeGeminiOptions, FakeGeminiOptions>? service = null,
        Func<GeminiOptions, GeminiOptions>? client = null)
    {
        ManualTimeProvider time = new();
        FakeGeminiOptions fakeOptions = new() { Key = Key, Time = time };
        FakeGeminiServer fake = await FakeGeminiServer.StartAsync(service?.Invoke(fakeOptions) ?? fakeOptions);
        GeminiOptions options = new()
        {
            Endpoint = GeminiEndpoint.Parse(fake.BaseUrl),
            Key = new ApiKey(Key),
            SuccessorOf = static model => model == "veo-3.0-generate-001" ? Model : null,
        };
        return new GeminiSetting(fake, time, new GeminiVideoProvider(client?.Invoke(options) ?? options, time));
    }

    public ReferenceImage Png(int length = 100, string name = "reference.png") =>
        Image(s_png, length, name, "image/png");

    public ReferenceImage Jpeg(int length = 100, string name = "reference.jpg") =>
        Image(s_jpeg, length, name, "image/jpeg");

    public static VideoRequest Request(params ReferenceImage[] references) => new()
    {
        Model = Model,
        Prompt = "{\n  \"shot\": \"Rhéa läuft – 🎬 \\ fin\"\n}",
        Format = VideoFormat.Default,
        References = references,
        Caption = "Demo s1#2",
    };

    public Task<SubmitOutcome> SubmitAsync(VideoRequest? request = null) =>
        Time.JumpPausesAsync(Provider.SubmitAsync(request ?? Request(), CancellationToken.None));

    public Task<PollOutcome> PollAsync(string operation) =>
        Time.JumpPausesAsync(Provider.PollAsync(operation, CancellationToken.None));

    public Task<DownloadOutcome> DownloadAsync(GeneratedVideo video, Stream destination) =>
        Time.JumpPausesAsync(Provider.DownloadAsync(video, destination, CancellationToken.None));

    /// <summary>Submits and returns the operation's name.</summary>
    public async Task<string> AcceptedAsync() =>
        Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync()).OperationName;

    /// <summary>Submits a generation that ends so, and polls it.</summary>
    public async Task<PollOutcome> ResultAsync(GenerationResult result)
    {
        Fake.Operations.EndWith(result);
        return await PollAsync(await AcceptedAsync());
    }

    /// <summary>A clip that lies ready.</summary>
    public async Task<GeneratedVideo> GeneratedAsync() =>
        Assert.Single(Assert.IsType<PollOutcome.Generated>(await PollAsync(await AcceptedAsync())).Videos);

    public async ValueTask DisposeAsync()
    {
        Provider.Dispose();
        await Fake.DisposeAsync();
        _folder.Dispose();
    }

    private ReferenceImage Image(byte[] signature, int length, string name, string mimeType)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        signature.CopyTo(bytes, 0);
        return new ReferenceImage(name, _folder.Write(name, bytes), mimeType, length);
    }
}
