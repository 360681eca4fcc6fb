using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Google;

/// <summary>Veo's <c>predictLongRunning</c>; the Gemini API and Vertex AI differ in addresses and in where a result lies.</summary>
internal abstract class VeoWire(ServiceErrors errors) : IVideoWire
{
    public const string WireName = "veo-predict-long-running";

    private readonly VeoOperationReader _operations = new(errors);

    public string Name => WireName;

    public abstract Uri SubmitAddress(VideoRequest request);

    public abstract bool Owns(string operationName);

    public abstract FreeCall Look(string operationName);

    public void Write(RequestWriter writer, VideoRequest request)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteStartArray("instances");
        writer.Json.WriteStartObject();
        writer.WriteText("prompt", request.Prompt);
        if (request.References.Count > 0)
        {
            writer.Json.WriteStartArray("referenceImages");
            foreach (ReferenceImage image in request.References)
            {
                WriteReference(writer, image);
            }

            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndObject();
        writer.Json.WriteEndArray();
        writer.Json.WriteStartObject("parameters");
        writer.Json.WriteString("aspectRatio", request.Format.AspectRatio);
        writer.Json.WriteString("resolution", request.Format.Resolution);
        writer.Json.WriteNumber("durationSeconds", request.Format.DurationSeconds);
        writer.Json.WriteNumber("sampleCount", 1);
        WriteParameters(writer);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    public string? NameIn(string body) => JsonAnswer.TryRead(body, GoogleJson.Default.WireOperation)?.Name;

    public PollOutcome? Read(string operationName, string body) =>
        JsonAnswer.TryRead(body, GoogleJson.Default.WireOperation) is { Name: not null } operation
            ? _operations.Read(operation, body)
            : null;

    /// <summary>Parameters that only this service takes.</summary>
    protected virtual void WriteParameters(RequestWriter writer)
    {
    }

    private static void WriteReference(RequestWriter writer, ReferenceImage image)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteStartObject("image");
        writer.WriteImage("bytesBase64Encoded", image);
        writer.Json.WriteString("mimeType", image.MimeType);
        writer.Json.WriteEndObject();
        writer.Json.WriteString("referenceType", "asset");
        writer.Json.WriteEndObject();
    }
}
