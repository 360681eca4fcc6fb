using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary><c>GET /v1beta/models/{id}</c>, <c>GET /v1beta1/publishers/google/models/{id}</c>.</summary>
internal sealed class ModelEndpoint(FakeGeminiOptions options)
{
    public async Task HandleAsync(Call call, string id, bool isVertex = false)
    {
        if (await call.FaultedAsync())
        {
            return;
        }

        FakeModel? model = options.Models.FirstOrDefault(m => m.Id == id && m.IsVertex == isVertex);
        Answer answer = KeyCheck.Refuse(call.Request, options) ?? model switch
        {
            null => GoogleAnswers.ModelUnknown(id),
            { IsRetired: true } => GoogleAnswers.ModelRetired(id),
            _ => new Answer(200, Describe(model).ToJsonString()),
        };
        await call.AnswerAsync(answer);
    }

    private static JsonObject Describe(FakeModel model) => new()
    {
        ["name"] = $"models/{model.Id}",
        ["version"] = "3.1",
        ["displayName"] = model.Id,
        ["inputTokenLimit"] = 1024,
        ["outputTokenLimit"] = 8192,
        ["supportedGenerationMethods"] = new JsonArray(
            model.ImageReferences is not null ? "generateContent" : model.IsOmni ? "createInteraction" : "predictLongRunning"),
    };
}
