using System.Text.Encodings.Web;
using System.Text.Json;
using StoryVideo.Ledger;
using StoryVideo.References;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Output;

/// <summary>Writes results as JSON, one object a line.</summary>
internal sealed class ResultLine : IDisposable
{
    private readonly TextWriter _out;
    private readonly MemoryStream _line = new();
    private readonly Utf8JsonWriter _json;

    public ResultLine(TextWriter output)
    {
        _out = output;
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    public void Write(AssetResult result)
    {
        _json.WriteStartObject();
        _json.WriteString("story", result.StoryId);
        WriteAddress(result.Plan.Asset);
        _json.WriteString("asset", Words.Of(result.Plan.Asset.Kind));
        _json.WriteString("status", Words.Of(result.Status));
        _json.WriteString("provider", result.Provider);
        _json.WriteString("model", result.Model);
        WriteMoney("estimatedCostUsd", result.EstimatedCost);
        _json.WriteString("takeId", result.TakeId);
        _json.WriteString("operation", result.Operation);
        _json.WriteString("file", result.File);
        _json.WriteString("prompt", result.Plan.Prompt?.Text);
        _json.WriteNumber("promptCharacters", result.Plan.Prompt?.Characters ?? 0);
        _json.WriteNumber("promptTokensEstimate", result.Plan.Prompt?.TokensEstimate ?? 0);
        _json.WriteStartArray("references");
        foreach (ReferenceSlot reference in result.Plan.References)
        {
            Write(reference);
        }

        _json.WriteEndArray();
        _json.WriteStartArray("findings");
        foreach (Finding finding in result.Findings)
        {
            Write(finding);
        }

        _json.WriteEndArray();
        _json.WriteString("error", result.Error?.Message);
        _json.WriteEndObject();
        End();
    }

    /// <param name="tally">What a run, or a step of it, came to.</param>
    /// <param name="name">Which of the two.</param>
    /// <param name="task">The step's task; null for the run.</param>
    public void Write(RunTally tally, string name, string? task)
    {
        _json.WriteStartObject();
        _json.WriteStartObject(name);
        if (task is not null)
        {
            _json.WriteString("task", task);
        }

        // A run of the command line waits for every shot: it leaves none on its way.
        foreach (AssetStatus status in Enum.GetValues<AssetStatus>()
            .Where(static s => s is not (AssetStatus.Submitted or AssetStatus.Generated)))
        {
            _json.WriteNumber(Words.Of(status), tally.Count(status));
        }

        WriteMoney("estimatedCostUsd", tally.EstimatedCost);
        _json.WriteNumber("spentUsd", tally.Spent);
        _json.WriteEndObject();
        _json.WriteEndObject();
        End();
    }

    public void Dispose()
    {
        _json.Dispose();
        _line.Dispose();
    }

    private void WriteAddress(AssetKey asset)
    {
        if (asset.DesignId is { } design)
        {
            _json.WriteString(asset.Kind == AssetKind.ModelSheet ? "character" : "environment", design);
            _json.WriteNumber("index", asset.ShotIndex ?? 1);
        }
        else
        {
            _json.WriteString("scenelet", asset.SceneletId);
            _json.WriteNumber("shot", asset.ShotIndex ?? 0);
        }
    }

    private void Write(ReferenceSlot reference)
    {
        _json.WriteStartObject();
        _json.WriteString("role", Words.Of(reference.Role));
        _json.WriteString("id", reference.Id);
        _json.WriteString("path", reference.Path);
        _json.WriteNumber("bytes", reference.Bytes);
        _json.WriteString("mimeType", reference.MimeType);
        _json.WriteString("reason", reference.Reason);
        _json.WriteEndObject();
    }

    private void Write(Finding finding)
    {
        _json.WriteStartObject();
        _json.WriteString("severity", Words.Of(finding.Severity));
        _json.WriteString("code", finding.Code);
        _json.WriteString("message", finding.Message);
        _json.WriteEndObject();
    }

    private void WriteMoney(string name, decimal? usd)
    {
        if (usd is { } amount)
        {
            _json.WriteNumber(name, amount);
        }
        else
        {
            _json.WriteNull(name);
        }
    }

    private void End()
    {
        _json.Flush();
        _out.WriteLine(System.Text.Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length));
        _line.SetLength(0);
        _json.Reset();
    }
}
