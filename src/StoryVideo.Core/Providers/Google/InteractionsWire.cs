using System.Globalization;
using System.Text.RegularExpressions;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Google;

/// <summary>
/// Omni's Interactions; the Gemini API and Vertex AI differ in addresses. Almost everything is otherwise than with Veo: the model is in
/// the body, names have underscores, a length is a text with its unit, an image's base64 is called <c>data</c>.
/// </summary>
internal abstract partial class InteractionsWire(ServiceErrors errors) : IVideoWire
{
    public const string WireName = "interactions";

    private readonly InteractionReader _interactions = new(errors);

    public string Name => WireName;

    public abstract Uri SubmitAddress(VideoRequest request);

    public abstract bool Owns(string operationName);

    public abstract FreeCall Look(string operationName);

    /// <inheritdoc/>
    /// <remarks>
    /// In the background, or the answer would come when the clip is made, and a connection that breaks before it would lose the clip's
    /// name. Stored, as the background asks for. By address and not inside the answer, which holds some 4 MB at most.
    /// </remarks>
    public void Write(RequestWriter writer, VideoRequest request)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("model", request.Model);
        writer.Json.WriteStartArray("input");
        writer.Json.WriteStartObject();
        writer.Json.WriteString("type", "text");
        writer.WriteText("text", request.Prompt);
        writer.Json.WriteEndObject();
        foreach (ReferenceImage image in request.References)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("type", "image");
            writer.WriteImage("data", image);
            writer.Json.WriteString("mime_type", image.MimeType);
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteStartObject("generation_config");
        writer.Json.WriteStartObject("video_config");
        writer.Json.WriteString("task", request.References.Count > 0 ? "reference_to_video" : "text_to_video");
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
        writer.Json.WriteStartObject("response_format");
        writer.Json.WriteString("type", "video");
        writer.Json.WriteString("aspect_ratio", request.Format.AspectRatio);
        writer.Json.WriteString("resolution", request.Format.Resolution);
        writer.Json.WriteString("duration", string.Create(CultureInfo.InvariantCulture, $"{request.Format.DurationSeconds}s"));
        WriteDelivery(writer);
        writer.Json.WriteEndObject();
        writer.Json.WriteBoolean("background", true);
        writer.Json.WriteBoolean("store", true);
        writer.Json.WriteEndObject();
    }

    public string? NameIn(string body) =>
        JsonAnswer.TryRead(body, GoogleJson.Default.WireInteraction)?.Id is { Length: > 0 } id ? NameOf(id) : null;

    public PollOutcome? Read(string operationName, string body) =>
        JsonAnswer.TryRead(body, GoogleJson.Default.WireInteraction) is { Status: not null } interaction
            ? _interactions.Read(interaction, operationName, body)
            : null;

    /// <inheritdoc/>
    /// <remarks>An id that is not known is a bad request here, and no 404.</remarks>
    public bool IsGone(ServiceReply reply) => reply.IsNotFound
        || (reply.Status == 400 && reply.Error?.Message.Contains("Invalid interaction name", StringComparison.OrdinalIgnoreCase) == true);

    public virtual FreeCall? LookAtFile(GeneratedVideo video) => null;

    public bool IsFilePending(string body) =>
        JsonAnswer.TryRead(body, GoogleJson.Default.WireFile) is { State: "PROCESSING" or "STATE_UNSPECIFIED" };

    /// <summary>The name under which the ledger keeps an interaction.</summary>
    protected abstract string NameOf(string id);

    /// <summary>How the clip is handed out.</summary>
    protected abstract void WriteDelivery(RequestWriter writer);

    /// <summary>Whether a text is an interaction's id and nothing else: it becomes part of an address.</summary>
    protected static bool IsId(string id) => Id().IsMatch(id);

    [GeneratedRegex(
        @"\A[A-Za-z0-9][A-Za-z0-9._=-]{0,511}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
