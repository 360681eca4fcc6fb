using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Providers;
using StoryVideo.Providers.Grok;
using StoryVideo.Providers.Http;

namespace StoryVideo.Core.Tests.Providers.Grok;

/// <summary>The Grok provider, the pretended service that it talks to, one clock for both, and files to send.</summary>
internal sealed class GrokSetting : IAsyncDisposable
{
    /// <summary>Must show up nowhere but in the header of the service's own origin.</summary>
    public const string Key = "xai-SENTINEL-7f3a+key/0123";

    public const string Model = "grok-imagine-video-1.5";

    private readonly TemporaryFolder _folder = new();

    private GrokSetting(FakeGeminiServer fake, ManualTimeProvider time, GrokVideoProvider provider)
    {
        Fake = fake;
        Time = time;
        Provider = provider;
    }

    public FakeGeminiServer Fake { get; }

    public ManualTimeProvider Time { get; }

    public GrokVideoProvider Provider { get; }

    public static async Task<GrokSetting> StartAsync(
        Func<FakeGeminiOptions, FakeGeminiOptions>? service = null, Func<GrokOptions, GrokOptions>? client = null)
    {
        ManualTimeProvider time = new();
        FakeGeminiOptions fakeOptions = new() { Key = Key, Time = time };
        FakeGeminiServer fake = await FakeGeminiServer.StartAsync(service?.Invoke(fakeOptions) ?? fakeOptions);
        GrokOptions options = new()
        {
            Endpoint = GrokEndpoint.Parse(fake.BaseUrl),
            Key = new ApiKey(Key),
            SuccessorOf = static model => model == "grok-imagine-video" ? Model : null,
        };
        return new GrokSetting(fake, time, new GrokVideoProvider(client?.Invoke(options) ?? options, time));
    }

    public static VideoRequest Request(params ReferenceImage[] references) => new()
    {
        Model = Model,
        Prompt = "{\n  \"shot\": \"Rhéa läuft – 🎬 \\ fin\"\n}",
        Format = new VideoFormat("16:9", "720p", 8),
        References = references,
        Caption = "Demo s1#2",
    };

    public ReferenceImage Png(int length = 100, string name = "reference.png", string? shows = null)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        SampleFolder.Png[..8].CopyTo(bytes, 0);
        return new ReferenceImage(name, _folder.Write(name, bytes), "image/png", length) { Shows = shows };
    }

    public SourceClip Clip(double seconds = 8)
    {
        byte[] bytes = StoryVideo.FakeGemini.Clip.OfLength(0);
        return new SourceClip(seconds, _folder.Write("take.mp4", bytes), bytes.Length);
    }

    public Task<SubmitOutcome> SubmitAsync(VideoRequest? request = null) =>
        Time.JumpPausesAsync(Provider.SubmitAsync(request ?? Request(), CancellationToken.None));

    public Task<SubmitOutcome> EditAsync(EditRequest request) =>
        Time.JumpPausesAsync(Provider.SubmitEditAsync(request, static () => Task.CompletedTask, CancellationToken.None));

    public Task<PollOutcome> PollAsync(string operation) =>
        Time.JumpPausesAsync(Provider.PollAsync(operation, CancellationToken.None));

    public Task<DownloadOutcome> DownloadAsync(GeneratedVideo video, Stream destination) =>
        Time.JumpPausesAsync(Provider.DownloadAsync(video, destination, CancellationToken.None));

    /// <summary>Submits and returns the request's id.</summary>
    public async Task<string> AcceptedAsync(VideoRequest? request = null) =>
        Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync(request)).OperationName;

    /// <summary>Submits a generation that ends so, and polls it.</summary>
    public async Task<PollOutcome> ResultAsync(GenerationResult result)
    {
        Fake.Operations.EndWith(result);
        return await PollAsync(await AcceptedAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Provider.Dispose();
        await Fake.DisposeAsync();
        _folder.Dispose();
    }
}
