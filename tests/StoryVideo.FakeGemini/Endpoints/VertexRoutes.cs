using System.Text.Json;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Validation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary>Vertex AI, its token server and its buckets, on the same port as the Gemini API.</summary>
internal sealed class VertexRoutes(
    FakeGeminiServer server, ModelEndpoint models, SubmitEndpoint submissions, OperationEndpoint operations, FileEndpoint files)
{
    private const string Project = "/v1/projects/{project}/locations/{location}/publishers/google/models/{model}";
    private const string Express = "/v1/publishers/google/models/{model}";
    private const string Interactions = "/v1beta1/projects/{project}/locations/global/interactions";

    private readonly TokenEndpoint _tokens = new();

    /// <param name="app">Where they are mapped.</param>
    /// <param name="on">Makes a delegate of what handles a call.</param>
    public void Map(WebApplication app, Func<Stage?, Func<Call, Func<string, string>, Task>, RequestDelegate> on)
    {
        app.MapPost("/token", on(null, (call, _) => _tokens.HandleAsync(call)));
        app.MapGet(
            "/computeMetadata/v1/instance/service-accounts/default/token", on(null, (call, _) => _tokens.MachineAsync(call)));
        app.MapGet(
            "/v1beta1/publishers/google/models/{model}", on(Stage.Model, (call, id) => models.HandleAsync(call, id("model"), isVertex: true)));
        foreach (string model in new[] { Project, Express })
        {
            app.MapPost(model + ":predictLongRunning", on(Stage.Submit, (call, id) => submissions.HandleAsync(
                call, body => submissions.StartVeo(body, id("model"), NameOf(call, id) + "/operations", isVertex: true))));
            app.MapPost(model + ":fetchPredictOperation", on(Stage.Poll, FetchAsync));
        }

        app.MapPost(Interactions, on(Stage.Submit, (call, id) => submissions.HandleAsync(
            call, body => submissions.StartOmni(body, $"projects/{id("project")}/locations/global/interactions", isVertex: true))));
        app.MapGet(Interactions + "/{id}", on(Stage.Poll, (call, id) => operations.HandleAsync(
            call, $"projects/{id("project")}/locations/global/interactions/{id("id")}", server.BaseUrl, GoogleAnswers.InteractionUnknown())));
        app.MapGet("/storage/v1/b/{bucket}/o/{object}", on(Stage.Download, (call, id) => files.HandleAsync(
            call, Path.GetFileNameWithoutExtension(Uri.UnescapeDataString(id("object"))), server.StorageUrl)));
    }

    private string NameOf(Call call, Func<string, string> id) => call.Request.Path.StartsWith("/v1/projects/", StringComparison.Ordinal)
        ? $"projects/{id("project")}/locations/{id("location")}/publishers/google/models/{id("model")}"
        : $"projects/{server.Options.Project}/locations/global/publishers/google/models/{id("model")}";

    private async Task FetchAsync(Call call, Func<string, string> id)
    {
        byte[] body = await call.ReadBodyAsync();
        string name;
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            name = Fields.Text(Fields.Only(json.RootElement, "operationName"), "operationName");
        }
        catch (Exception e) when (e is JsonException or RefusedException)
        {
            await call.AnswerAsync(GoogleAnswers.Invalid(e.Message));
            return;
        }

        // What goes wrong may be meant for this operation, and only now it is known.
        call.Request.Subject = name;
        call = call with { Fault = call.Fault ?? server.Faults.Next(Stage.Poll, call.Request) };
        Answer unknown = name.Contains($"/models/{id("model")}/operations/", StringComparison.Ordinal)
            ? GoogleAnswers.OperationUnknown()
            : GoogleAnswers.Invalid("The operation is another model's.");
        await operations.HandleAsync(call, name, server.BaseUrl, unknown);
    }
}
