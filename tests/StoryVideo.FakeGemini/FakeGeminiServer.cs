using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using StoryVideo.FakeGemini.Endpoints;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;
using StoryVideo.FakeGemini.Grok;
using StoryVideo.FakeGemini.Recording;

namespace StoryVideo.FakeGemini;

/// <summary>
/// A loopback server that speaks the wire formats of the Gemini API, of Vertex AI and of xAI, and refuses what the real ones refuse. A second port
/// plays the storage host that downloads may be redirected to; a key that arrives there is a leak.
/// </summary>
public sealed class FakeGeminiServer : IAsyncDisposable
{
    private const long LargestBody = 128L * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly RequestLog _log = new();
    private readonly CancellationTokenSource _stopping = new();

    private FakeGeminiServer(FakeGeminiOptions options)
    {
        Options = options;
        Operations = new OperationStore(options);
        _app = Build(options.Port);
        Map();
    }

    public FakeGeminiOptions Options { get; }

    /// <summary>Where the API is: <c>http://127.0.0.1:40123</c>.</summary>
    public string BaseUrl { get; private set; } = "";

    /// <summary>Where redirected clips are, on another port.</summary>
    public string StorageUrl { get; private set; } = "";

    /// <summary>What goes wrong, and when.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>Generations; each of them was paid for.</summary>
    public OperationStore Operations { get; }

    /// <summary>Images; each of them was paid for.</summary>
    public ResultStore<FakeImage> Images { get; } = new();

    /// <summary>Pieces of speech; each of them was paid for.</summary>
    public ResultStore<FakeSpeech> Speeches { get; } = new();

    /// <summary>Checks; each of them was paid for.</summary>
    public ResultStore<FakeVerdict> Verdicts { get; } = new();

    /// <summary>The score of a check by its number, from 1.</summary>
    public Func<int, double> ScoreOf { get; set; } = static _ => 0.9;

    /// <summary>Everything that arrived, on both ports, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Snapshot();

    /// <summary>Submissions that were taken on, whether or not their answer got through.</summary>
    public IReadOnlyList<Submission> Submissions => Operations.All.Select(static o => o.Submission).ToArray();

    /// <summary>Requests that brought a key to where it does not belong: to the storage port, or in a query.</summary>
    public IReadOnlyList<RecordedRequest> KeyLeaks =>
        Requests.Where(r => r.QueryKey is not null || ((r.HeaderKey ?? r.Bearer) is not null && r.Origin == StorageUrl)).ToArray();

    public static async Task<FakeGeminiServer> StartAsync(FakeGeminiOptions? options = null)
    {
        FakeGeminiServer server = new(options ?? new FakeGeminiOptions());
        await server._app.StartAsync();
        IServer kestrel = server._app.Services.GetRequiredService<IServer>();
        string[] addresses = kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (server.BaseUrl, server.StorageUrl) = (addresses[0], addresses[1]);
        return server;
    }

    /// <summary>Completes when the process is asked to end.</summary>
    public Task StoppedAsync() => _app.WaitForShutdownAsync();

    /// <summary>The first request, past or coming, that is wanted.</summary>
    public Task<RecordedRequest> FirstRequestAsync(Func<RecordedRequest, bool> wanted) => _log.FirstAsync(wanted);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Operations.Dispose();
        _stopping.Dispose();
    }

    private static WebApplication Build(int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        return builder.Build();
    }

    private void Map()
    {
        ModelEndpoint models = new(Options);
        ContentEndpoint content = new(this);
        SubmitEndpoint submissions = new(Options, Operations, Faults);
        OperationEndpoint operations = new(Options, Operations);
        FileEndpoint files = new(Options, Operations);
        AdminEndpoint admin = new(this);
        MapGrok(new GrokEndpoints(Options, Operations, submissions, files));

        _app.MapGet("/fake/state", (RequestDelegate)admin.StateAsync);
        _app.MapPost("/fake/scores", (RequestDelegate)admin.ScoresAsync);
        _app.MapPost("/fake/faults", (RequestDelegate)admin.FaultAsync);
        _app.MapGet("/v1beta/models/{model}", On(Stage.Model, (call, id) => models.HandleAsync(call, id("model"))));
        _app.MapPost(
            "/v1beta/models/{model}:predictLongRunning",
            On(Stage.Submit, (call, id) => submissions.HandleAsync(
                call, body => submissions.StartVeo(body, id("model"), $"models/{id("model")}/operations"))));
        _app.MapPost(
            "/v1beta/models/{model}:generateContent",
            On(Stage.Image, (call, id) => content.HandleAsync(call, id("model"))));
        _app.MapGet(
            "/v1beta/models/{model}/operations/{operation}",
            On(Stage.Poll, (call, id) => operations.HandleAsync(
                call, $"models/{id("model")}/operations/{id("operation")}", BaseUrl, GoogleAnswers.OperationUnknown())));
        _app.MapPost(
            "/v1beta/interactions",
            On(Stage.Submit, (call, _) => submissions.HandleAsync(call, body => submissions.StartOmni(body, "interactions"))));
        _app.MapGet(
            "/v1beta/interactions/{id}",
            On(Stage.Poll, (call, id) => operations.HandleAsync(
                call, $"interactions/{id("id")}", BaseUrl, GoogleAnswers.InteractionUnknown())));
        _app.MapPost(
            "/v1beta/interactions/{id}/cancel",
            On(stage: null, (call, id) => operations.CancelAsync(call, $"interactions/{id("id")}")));
        _app.MapGet("/v1beta/files/{file}", On(Stage.File, (call, id) => files.StateAsync(call, id("file"))));
        _app.MapGet(
            "/v1beta/files/{file}:download",
            On(Stage.Download, (call, id) => files.HandleAsync(call, id("file"), StorageUrl)));
        _app.MapGet("/moved/{file}", On(stage: null, (call, id) => files.HandleAsync(call, id("file"), StorageUrl)));
        _app.MapGet("/storage/{file}", On(stage: null, (call, id) => files.ServeAsync(call, id("file"))));
        new VertexRoutes(this, models, submissions, operations, files).Map(_app, On);
        Answer nowhere = new(404, "<html>404</html>", "text/html");
        _app.MapFallback(On(stage: null, (call, _) => call.AnswerAsync(nowhere)));
    }

    private void MapGrok(GrokEndpoints grok)
    {
        _app.MapGet("/v1/video-generation-models/{model}", On(Stage.Model, (call, id) => grok.ModelAsync(call, id("model"))));
        _app.MapPost("/v1/videos/generations", On(Stage.Submit, (call, _) => grok.SubmitAsync(call, isEdit: false)));
        _app.MapPost("/v1/videos/edits", On(Stage.Submit, (call, _) => grok.SubmitAsync(call, isEdit: true)));
        _app.MapGet("/v1/videos/{request}", On(Stage.Poll, (call, id) => grok.PollAsync(call, id("request"), StorageUrl)));
        _app.MapGet("/clips/{file}", On(Stage.Download, (call, id) => grok.ClipAsync(call, id("file"), StorageUrl)));
    }

    private RequestDelegate On(Stage? stage, Func<Call, Func<string, string>, Task> handle) => async context =>
    {
        RecordedRequest request = RecordedRequest.From(context);
        _log.Add(request);
        Fault? fault = stage is Stage known ? Faults.Next(known, request) : null;
        try
        {
            Call call = new(context, request, fault, _stopping.Token);
            await handle(call, name => (string)context.Request.RouteValues[name]!);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client went away in the middle; that is its business.
        }
    };
}
