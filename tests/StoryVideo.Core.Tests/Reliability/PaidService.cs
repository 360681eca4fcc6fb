using System.Text.Json;
using StoryVideo.Catalog;
using StoryVideo.FakeGemini;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>A model at a provider as the suites run over it: how it is reached, what it costs, and what is otherwise than elsewhere.</summary>
public sealed record PaidService
{
    private const string Bucket = "gs://films/clips/";

    /// <summary>As tests are named after it.</summary>
    public required string Name { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    /// <summary>How its key, its address and an impostor are spoken of.</summary>
    public (string Key, string Address, string Impostor) Words { get; init; } =
        ("GOOGLE_API_KEY", "GOOGLE_GEMINI_BASE_URL", "not-the-gemini-api");

    /// <summary>What is advised where the model is gone.</summary>
    public string Successor { get; init; } = "Choose another model";

    /// <summary>An operation of its that is never done.</summary>
    public required string Running { get; init; }

    /// <summary>What one clip of the usual format costs with two images, in US dollars; null where that is not known.</summary>
    public decimal? PriceWith(int references) => ModelCatalog.Shipped.Find(Model, Provider)!.PriceOf(Format, references);

    /// <summary>What is asked for: with references Grok makes 720p at most.</summary>
    public VideoFormat Format { get; init; } = VideoFormat.Default;

    /// <summary>Its refusals are worded as Google words them.</summary>
    public bool SpeaksGoogle => Provider != "grok";

    public static PaidService Veo { get; } = new()
    {
        Name = "Veo on the Gemini API",
        Provider = "gemini",
        Model = "veo-3.1-generate-preview",
        Successor = "successor is gemini-omni-1.1-flash",
        Running = """{"name":"models/veo-3.1-generate-preview/operations/x"}""",
    };

    public static PaidService Omni { get; } = new()
    {
        Name = "Omni on the Gemini API",
        Provider = "gemini",
        Model = "gemini-omni-1.1-flash",
        Running = """{"id":"x","status":"in_progress"}""",
    };

    public static PaidService VeoOnVertex { get; } = new()
    {
        Name = "Veo on Vertex AI",
        Provider = "vertex",
        Model = "veo-3.1-generate-001",
        Words = ("GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_VERTEX_BASE_URL", "not-vertex-ai"),
        Running = """{"name":"projects/p/locations/us-central1/publishers/google/models/veo-3.1-generate-001/operations/x"}""",
    };

    public static PaidService OmniOnVertex { get; } = new()
    {
        Name = "Omni on Vertex AI",
        Provider = "vertex",
        Model = "gemini-omni-1.1-flash-preview",
        Words = VeoOnVertex.Words,
        Running = Omni.Running,
    };

    public static PaidService Grok { get; } = new()
    {
        Name = "Grok Imagine",
        Provider = "grok",
        Model = "grok-imagine-video-1.5",
        Format = VideoFormat.Default with { Resolution = "720p" },
        Words = ("XAI_API_KEY", "XAI_BASE_URL", "not-the-xai-api"),
        Running = """{"status":"pending"}""",
    };

    public static IReadOnlyList<PaidService> All { get; } = [Veo, Omni, VeoOnVertex, OmniOnVertex, Grok];

    public static PaidService Of(string name) => All.Single(s => s.Name == name);

    /// <summary>The environment in which it is found.</summary>
    public IReadOnlyDictionary<string, string> Variables(FakeGeminiServer fake, string folder)
    {
        Dictionary<string, string> variables = new(StringComparer.Ordinal);
        if (Provider == "gemini")
        {
            variables["GOOGLE_API_KEY"] = fake.Options.Key;
            variables["GOOGLE_GEMINI_BASE_URL"] = fake.BaseUrl;
        }
        else if (Provider == "grok")
        {
            variables["XAI_API_KEY"] = fake.Options.Key;
            variables["XAI_BASE_URL"] = fake.BaseUrl + "/v1";
        }
        else
        {
            variables["GOOGLE_CLOUD_PROJECT"] = fake.Options.Project;
            variables["GOOGLE_VERTEX_BASE_URL"] = fake.BaseUrl;
            variables["STORYVIDEO_VERTEX_BUCKET"] = Bucket;
            variables["GOOGLE_APPLICATION_CREDENTIALS"] = Credentials(fake, folder);
        }

        return variables;
    }

    public override string ToString() => Name;

    private static string Credentials(FakeGeminiServer fake, string folder)
    {
        string file = Path.Combine(folder, "credentials.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["type"] = "authorized_user",
            ["client_id"] = "client",
            ["client_secret"] = "secret",
            ["refresh_token"] = "refresh",
            ["token_uri"] = fake.BaseUrl + "/token",
        }));
        return file;
    }
}
