using Polly;
using StoryVideo.Providers.Http;
using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Gemini;

/// <summary>
/// Images of the Gemini API. Safe for use by many at once. A call never throws, not even when it is cancelled: before the request
/// has left whole that is <see cref="SubmitOutcome.Rejected"/> and free, after it the answer is awaited a while longer.
/// </summary>
public sealed class GeminiImageProvider : IImageProvider, IDisposable
{
    /// <summary>As written in the catalog: the wire format that this provider speaks.</summary>
    public const string WireName = "generate-content";

    private const string UsualSize = "1K";

    private const string MayBePaid =
        "It may have been charged, and an image cannot be asked for again. It is not sent again by itself; look at the provider's "
        + "usage page, then write the take off (storyvideo resolve TAKE --write-off, Resolve-ShotTake -WriteOff).";

    private readonly ServiceEndpoint _endpoint;
    private readonly ServiceTransport _transport;
    private readonly ServiceSentences _say;
    private readonly SubmitAnswer _refusals;
    private readonly GeneratedImage _answer;
    private readonly PaidCall _call;
    private readonly ModelQuestion _models;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Address, key, and who comes after a retired model.</param>
    /// <param name="time">The clock of time limits and pauses.</param>
    public GeminiImageProvider(GeminiOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ServiceSetup setup = GeminiVideoProvider.SetupOf(options);
        ServiceErrors errors = new(setup.Credential);
        _endpoint = options.Endpoint;
        _transport = new ServiceTransport(setup, time);
        _say = new ServiceSentences(setup.Profile, errors);
        _refusals = new SubmitAnswer(setup.Profile, errors, setup.SuccessorOf) { Uncertainty = MayBePaid };
        _answer = new GeneratedImage(errors, MayBePaid);
        _call = new PaidCall(_transport, setup.Profile, errors, PaidCallPipeline.Create(time))
        {
            AnswerAfterCancel = CallTimeouts.ResultAfterCancel,
            MayBePaid = MayBePaid,
        };
        ResiliencePipeline free = FreeCallPipeline.Create(time, text => setup.Notice?.Invoke(errors.Scrub(text)));
        _models = new ModelQuestion(new FreeCalls(_transport, free), _refusals, _say)
        {
            Address = setup.ModelAddress,
            IsModel = setup.IsModel,
        };
    }

    public string Name => GeminiVideoProvider.ProviderName;

    public string Describe(ImageRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return $"POST {AddressOf(request)}\n{RequestBody.Describe(writer => Write(writer, request))}";
    }

    public async Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) => _transport.HasKey
        ? await _models.AskAsync(model, cancellationToken)
        : new ModelAvailability.Denied(_say.KeyMissing());

    /// <inheritdoc/>
    /// <remarks><paramref name="leaving"/> is awaited when all but the last piece of the body is with the network.</remarks>
    public async Task<SubmitOutcome> GenerateAsync(ImageRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(leaving);
        return _transport.HasKey
            ? await _call.SendAsync(
                AddressOf(request),
                RequestBody.Compact(writer => Write(writer, request)),
                (response, token) => ReadAsync(response, request.Model, token),
                leaving,
                cancellationToken)
            : new SubmitOutcome.RunStopped(_say.KeyMissing());
    }

    public void Dispose() => _transport.Dispose();

    private Uri AddressOf(ImageRequest request) => _endpoint.Resolve(GeminiPaths.Generate(request.Model));

    private async Task<SubmitOutcome> ReadAsync(HttpResponseMessage response, string model, CancellationToken cancellationToken) =>
        response.IsSuccessStatusCode
            ? _answer.Read(await ServiceTransport.ReadBytesAsync(response, cancellationToken), (int)response.StatusCode)
            : _refusals.ReadRefusal(await _transport.ReadAsync(response, cancellationToken), model);

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
