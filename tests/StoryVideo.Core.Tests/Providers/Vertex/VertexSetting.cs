using System.Security.Cryptography;
using System.Text.Json;
using StoryVideo.Catalog;
using StoryVideo.Core.Tests.Support;
using StoryVideo.FakeGemini;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.Providers;
using StoryVideo.Providers.Vertex;

namespace StoryVideo.Core.Tests.Providers.Vertex;

/// <summary>The Vertex provider as its registration opens it, the pretended service, and credentials files that point at it.</summary>
internal sealed class VertexSetting : IAsyncDisposable
{
    public const string Veo = "veo-3.1-generate-001";
    public const string Omni = "gemini-omni-1.1-flash-preview";
    public const string Project = "fake-project";

    private readonly List<VertexVideoProvider> _open = [];

    private VertexSetting(FakeGeminiServer fake, ManualTimeProvider time)
    {
        Fake = fake;
        Time = time;
        Variables = new(StringComparer.Ordinal)
        {
            ["GOOGLE_CLOUD_PROJECT"] = Project,
            ["GOOGLE_VERTEX_BASE_URL"] = fake.BaseUrl,
            ["GOOGLE_APPLICATION_CREDENTIALS"] = User(),
        };
    }

    public FakeGeminiServer Fake { get; }

    public ManualTimeProvider Time { get; }

    public Dictionary<string, string> Variables { get; }

    public TemporaryFolder Folder { get; } = new();

    public static async Task<VertexSetting> StartAsync(Func<FakeGeminiOptions, FakeGeminiOptions>? service = null)
    {
        ManualTimeProvider time = new();
        FakeGeminiOptions options = new() { Time = time };
        return new VertexSetting(await FakeGeminiServer.StartAsync(service?.Invoke(options) ?? options), time);
    }

    public VertexVideoProvider Open(bool isForShow = false)
    {
        ProviderOpening opening = new()
        {
            ReadVariable = name => Variables.GetValueOrDefault(name),
            ResolveAsset = static _ => null,
            Catalog = ModelCatalog.Shipped,
            Time = Time,
            IsForShow = isForShow,
        };
        VertexVideoProvider provider = (VertexVideoProvider)VertexRegistration.Entry.Open(opening);
        _open.Add(provider);
        return provider;
    }

    public static VideoRequest Request(string model, params ReferenceImage[] references) => new()
    {
        Model = model,
        Prompt = "{ \"shot\": \"Rhéa läuft\" }",
        Format = VideoFormat.Default,
        References = references,
        Caption = "Demo s1#2",
    };

    public Task<SubmitOutcome> SubmitAsync(string model = Veo) =>
        Time.JumpPausesAsync(Open().SubmitAsync(Request(model), CancellationToken.None));

    public async Task<string> AcceptedAsync(string model = Veo) =>
        Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync(model)).OperationName;

    public Task<PollOutcome> PollAsync(string operation) =>
        Time.JumpPausesAsync(Open().PollAsync(operation, CancellationToken.None));

    public async Task<PollOutcome> ResultAsync(GenerationResult result, string model = Veo)
    {
        Fake.Operations.EndWith(result);
        return await PollAsync(await AcceptedAsync(model));
    }

    /// <summary>Submits, polls and fetches; the clip's bytes.</summary>
    public async Task<byte[]> ClipAsync(string model = Veo)
    {
        PollOutcome.Generated generated = Assert.IsType<PollOutcome.Generated>(await PollAsync(await AcceptedAsync(model)));
        using MemoryStream clip = new();
        DownloadOutcome fetched = await Time.JumpPausesAsync(Open().DownloadAsync(generated.Videos[0], clip, CancellationToken.None));
        Assert.Equal(clip.Length, Assert.IsType<DownloadOutcome.Completed>(fetched).Bytes);
        return clip.ToArray();
    }

    /// <summary>What <c>gcloud auth application-default login</c> leaves, for the pretended token server.</summary>
    public string User(string refreshToken = "1//SENTINEL-refresh") => Write("user.json", new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["type"] = "authorized_user",
        ["client_id"] = "client",
        ["client_secret"] = "SENTINEL-secret",
        ["refresh_token"] = refreshToken,
        ["token_uri"] = Fake.BaseUrl + "/token",
    });

    public string ServiceAccount()
    {
        using RSA key = RSA.Create(2048);
        return Write("service-account.json", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["type"] = "service_account",
            ["project_id"] = Project,
            ["private_key_id"] = "1",
            ["private_key"] = key.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "films@fake-project.iam.gserviceaccount.com",
            ["token_uri"] = Fake.BaseUrl + "/token",
        });
    }

    public string Write(string name, object json) => Folder.Write(name, JsonSerializer.SerializeToUtf8Bytes(json));

    public async ValueTask DisposeAsync()
    {
        _open.ForEach(static p => p.Dispose());
        await Fake.DisposeAsync();
        Folder.Dispose();
    }
}
