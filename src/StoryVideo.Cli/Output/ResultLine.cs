using System.Text.Json;
using StoryVideo.Providers;
using StoryVideo.References;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Cli.Output;

/// <summary>Writes results as JSON, one object a line.</summary>
internal sealed class ResultLine : IDisposable
{
    private readonly JsonLines _lines;

    public ResultLine(TextWriter output) => _lines = new JsonLines(output);

    public void Write(AssetResult result) => _lines.Write(json =>
    {
        json.WriteString("story", result.StoryId);
        AssetAddress.Write(json, result.Plan.Asset);
        json.WriteString("status", Words.Of(result.Status));
        json.WriteString("provider", result.Provider);
        json.WriteString("model", result.Model);
        json.WriteString("modelReason", result.Plan.ModelReason);
        json.WriteMoney("estimatedCostUsd", result.EstimatedCost);
        json.WriteDay("priceDate", result.Plan.PriceDate);
        json.WriteBoolean("priceIsOld", result.Plan.IsPriceOld);
        json.WriteString("takeId", result.TakeId);
        json.WriteString("operation", result.Operation);
        json.WriteString("file", result.File);
        json.WriteString("prompt", result.Plan.Prompt?.Text);
        json.WriteNumber("promptCharacters", result.Plan.Prompt?.Characters ?? 0);
        json.WriteNumber("promptTokensEstimate", result.Plan.Prompt?.TokensEstimate ?? 0);
        json.WriteStartArray("references");
        foreach (ReferenceSlot reference in result.Plan.References)
        {
            Write(json, reference);
        }

        json.WriteEndArray();
        if (result is ShotCheckResult check)
        {
            WriteVerdict(json, check);
        }

        json.WriteStartArray("findings");
        foreach (Finding finding in result.Findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
        json.WriteString("error", result.Error?.Message);
        WriteRequest(json, result.Request);
    });

    /// <param name="tally">What a run, or a step of it, came to.</param>
    /// <param name="name">Which of the two.</param>
    /// <param name="task">The step's task; null for the run.</param>
    public void Write(RunTally tally, string name, string? task) => _lines.Write(json =>
    {
        json.WriteStartObject(name);
        if (task is not null)
        {
            json.WriteString("task", task);
        }

        // A run of the command line waits for every shot: it leaves none on its way.
        foreach (AssetStatus status in Enum.GetValues<AssetStatus>()
            .Where(static s => s is not (AssetStatus.Submitted or AssetStatus.Generated)))
        {
            json.WriteNumber(Words.Of(status), tally.Count(status));
        }

        json.WriteMoney("estimatedCostUsd", tally.EstimatedCost);
        json.WriteNumber("spentUsd", tally.Spent);
        json.WriteEndObject();
    });

    public void Dispose() => _lines.Dispose();

    private static void Write(Utf8JsonWriter json, ReferenceSlot reference)
    {
        json.WriteStartObject();
        json.WriteString("role", Words.Of(reference.Role));
        json.WriteString("id", reference.Id);
        json.WriteString("path", reference.Path);
        json.WriteNumber("bytes", reference.Bytes);
        json.WriteString("mimeType", reference.MimeType);
        json.WriteString("reason", reference.Reason);
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, ShotCheckResult check)
    {
        json.WriteScore("score", check.Score);
        json.WriteTexts("issues", check.Issues);
        json.WriteString("fixPrompt", check.FixPrompt);
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("severity", Words.Of(finding.Severity));
        json.WriteString("code", finding.Code);
        json.WriteString("message", finding.Message);
        json.WriteEndObject();
    }

    // The body stands there byte for byte: whoever cuts it out of the line has what would be sent.
    private static void WriteRequest(Utf8JsonWriter json, OutgoingRequest? request)
    {
        if (request is null)
        {
            json.WriteNull("request");
            return;
        }

        json.WriteStartObject("request");
        json.WriteString("method", request.Method);
        json.WriteString("url", request.Address.AbsoluteUri);
        json.WritePropertyName("body");
        json.WriteRawValue(request.Body.Span, skipInputValidation: true);
        json.WriteEndObject();
    }
}
