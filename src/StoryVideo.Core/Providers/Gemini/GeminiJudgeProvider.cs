using System.Text.Json;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>Checks by vision models of the Gemini API, in structured output. Safe for use by many at once. A call never throws: see <see cref="ContentCall"/>.</summary>
public sealed class GeminiJudgeProvider : IJudgeProvider, IDisposable
{
    private readonly ContentCall _call;
    private readonly GeneratedVerdict _answer;

    /// <inheritdoc cref="GeminiImageProvider(GeminiOptions, TimeProvider)"/>
    public GeminiJudgeProvider(GeminiOptions options, TimeProvider time)
    {
        _call = new ContentCall(options, time, "a check");
        _answer = new GeneratedVerdict(_call.Errors, _call.MayBePaid);
    }

    public string Name => GeminiVideoProvider.ProviderName;

    public string Describe(JudgeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _call.Describe(request.Model, writer => Write(writer, request));
    }

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) => _call.CheckModelAsync(model, cancellationToken);

    public Task<SubmitOutcome> JudgeAsync(JudgeRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _call.SendAsync(request.Model, writer => Write(writer, request), _answer.Read, leaving, cancellationToken);
    }

    public void Dispose() => _call.Dispose();

    // Images before text: the model looks before it reads.
    private static void Write(RequestWriter writer, JudgeRequest request)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteStartArray("contents");
        writer.Json.WriteStartObject();
        writer.Json.WriteString("role", "user");
        writer.Json.WriteStartArray("parts");
        foreach (JudgeImage image in request.Images)
        {
            writer.Json.WriteStartObject();
            writer.WriteText("text", image.Title + ":");
            writer.Json.WriteEndObject();
            writer.Json.WriteStartObject();
            writer.Json.WriteStartObject("inlineData");
            writer.Json.WriteString("mimeType", image.Image.MimeType);
            writer.WriteImage("data", image.Image);
            writer.Json.WriteEndObject();
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteStartObject();
        writer.WriteText("text", request.Prompt);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
        writer.Json.WriteEndArray();
        writer.Json.WriteStartObject("generationConfig");
        writer.Json.WriteString("responseMimeType", "application/json");
        writer.Json.WriteNumber("maxOutputTokens", request.MostTokens);
        writer.Json.WritePropertyName("responseJsonSchema");
        WriteSchema(writer.Json, request.Characters);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, IReadOnlyList<string> characters)
    {
        WriteObject(json, ["score", "characters", "environment_score", "issues", "fix_prompt"], () =>
        {
            WriteScore(json, "score");
            WriteScore(json, "environment_score");
            json.WriteStartObject("characters");
            json.WriteString("type", "array");
            json.WritePropertyName("items");
            WriteObject(json, ["id", "score", "note"], () =>
            {
                json.WriteStartObject("id");
                json.WriteString("type", "string");
                if (characters.Count > 0)
                {
                    WriteTexts(json, "enum", characters);
                }

                json.WriteEndObject();
                WriteScore(json, "score");
                WriteType(json, "note", "string");
            });
            json.WriteEndObject();
            json.WriteStartObject("issues");
            json.WriteString("type", "array");
            WriteType(json, "items", "string");
            json.WriteEndObject();
            WriteType(json, "fix_prompt", "string");
        });
    }

    private static void WriteObject(Utf8JsonWriter json, IReadOnlyList<string> required, Action properties)
    {
        json.WriteStartObject();
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        properties();
        json.WriteEndObject();
        WriteTexts(json, "required", required);
        json.WriteEndObject();
    }

    private static void WriteScore(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "number");
        json.WriteNumber("minimum", 0);
        json.WriteNumber("maximum", 1);
        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
