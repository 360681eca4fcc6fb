using System.Text.RegularExpressions;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Grok;

/// <summary>
/// Grok Imagine: clips and edits of clips. Both are submitted, asked about by a request id, and fetched from an address that is
/// good for a day.
/// </summary>
internal sealed partial class GrokVideoWire(ServiceEndpoint endpoint, ServiceErrors errors) : IVideoWire
{
    public const string WireName = "grok-video";

    private readonly GrokStatusReader _statuses = new(errors);

    public string Name => WireName;

    /// <summary>Where an edit goes.</summary>
    public Uri EditAddress => endpoint.Resolve("videos/edits");

    public Uri SubmitAddress(VideoRequest request) => endpoint.Resolve("videos/generations");

    public void Write(RequestWriter writer, VideoRequest request)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("model", request.Model);
        writer.WriteText("prompt", GrokPrompt.Of(request));
        writer.Json.WriteNumber("duration", request.Format.DurationSeconds);
        writer.Json.WriteString("aspect_ratio", request.Format.AspectRatio);
        writer.Json.WriteString("resolution", request.Format.Resolution);
        if (request.References.Count > 0)
        {
            writer.Json.WriteStartArray("reference_images");
            foreach (ReferenceImage image in request.References)
            {
                writer.Json.WriteStartObject();
                writer.WriteImage("url", image, $"data:{image.MimeType};base64,");
                writer.Json.WriteEndObject();
            }

            writer.Json.WriteEndArray();
        }

        writer.Json.WriteEndObject();
    }

    /// <summary>The JSON of an edit. Length, aspect and resolution are the clip's own and are not sent.</summary>
    public static void WriteEdit(RequestWriter writer, EditRequest request)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("model", request.Model);
        writer.WriteText("prompt", request.Prompt);
        writer.Json.WriteStartObject("video");
        if (request.Clip.Uri is { } uri)
        {
            writer.Json.WriteString("url", uri);
        }
        else
        {
            writer.WriteImage("url", request.Clip.ToFile(), $"data:{SourceClip.MimeType};base64,");
        }

        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    public string? NameIn(string body) => JsonAnswer.TryRead(body, GrokJson.Default.WireSubmission)?.RequestId;

    public bool Owns(string operationName) => RequestId().IsMatch(operationName);

    public FreeCall Look(string operationName) => FreeCall.Get(endpoint.Resolve($"videos/{operationName}"));

    public PollOutcome? Read(string operationName, string body) => _statuses.Read(body);

    [GeneratedRegex(
        @"\A[A-Za-z0-9][A-Za-z0-9_-]{0,127}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex RequestId();
}
