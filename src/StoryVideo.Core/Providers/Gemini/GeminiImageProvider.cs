using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>Images of the Gemini API. Safe for use by many at once. A call never throws: see <see cref="ContentCall"/>.</summary>
public sealed class GeminiImageProvider : IImageProvider, IDisposable
{
    /// <summary>As written in the catalog: the wire format that this provider speaks.</summary>
    public const string WireName = "generate-content";

    private const string UsualSize = "1K";

    private readonly ContentCall _call;
    private readonly GeneratedImage _answer;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Address, key, and who comes after a retired model.</param>
    /// <param name="time">The clock of time limits and pauses.</param>
    public GeminiImageProvider(GeminiOptions options, TimeProvider time)
    {
        _call = new ContentCall(options, time, "an image");
        _answer = new GeneratedImage(_call.Errors, _call.MayBePaid);
    }

    public string Name => GeminiVideoProvider.ProviderName;

    public string Describe(ImageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _call.Describe(request.Model, writer => Write(writer, request));
    }

    public Task<OutgoingRequest?> WriteAsync(ImageRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _call.WriteAsync(request.Model, writer => Write(writer, request), cancellationToken);
    }

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) => _call.CheckModelAsync(model, cancellationToken);

    public Task<SubmitOutcome> GenerateAsync(ImageRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _call.SendAsync(request.Model, writer => Write(writer, request), _answer.Read, leaving, cancellationToken);
    }

    public void Dispose() => _call.Dispose();

    // Images before text: the model looks before it reads.
    private static void Write(RequestWriter writer, ImageRequest request)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteStartArray("contents");
        writer.Json.WriteStartObject();
        writer.Json.WriteString("role", "user");
        writer.Json.WriteStartArray("parts");
        foreach (ReferenceImage image in request.References)
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteStartObject("inlineData");
            writer.Json.WriteString("mimeType", image.MimeType);
            writer.WriteImage("data", image);
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
        writer.Json.WriteStartArray("responseModalities");
        writer.Json.WriteStringValue("TEXT");
        writer.Json.WriteStringValue("IMAGE");
        writer.Json.WriteEndArray();
        writer.Json.WriteStartObject("imageConfig");
        writer.Json.WriteString("aspectRatio", request.AspectRatio);
        if (request.Size != UsualSize)
        {
            // What every model makes by itself, and the oldest knows no other.
            writer.Json.WriteString("imageSize", request.Size);
        }

        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }
}
