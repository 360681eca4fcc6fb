using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>Speech of the Gemini API by <c>generateContent</c>. Safe for use by many at once. A call never throws: see <see cref="ContentCall"/>.</summary>
public sealed class GeminiSpeechProvider : ISpeechProvider, IDisposable
{
    private readonly ContentCall _call;
    private readonly GeneratedSpeech _answer;

    /// <inheritdoc cref="GeminiImageProvider(GeminiOptions, TimeProvider)"/>
    public GeminiSpeechProvider(GeminiOptions options, TimeProvider time)
    {
        _call = new ContentCall(options, time, "a piece of speech");
        _answer = new GeneratedSpeech(_call.Errors, _call.MayBePaid);
    }

    public string Name => GeminiVideoProvider.ProviderName;

    public string Describe(SpeechRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _call.Describe(request.Model, writer => Write(writer, request));
    }

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) => _call.CheckModelAsync(model, cancellationToken);

    public Task<SubmitOutcome> SpeakAsync(SpeechRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _call.SendAsync(request.Model, writer => Write(writer, request), _answer.Read, leaving, cancellationToken);
    }

    public void Dispose() => _call.Dispose();

    private static void Write(RequestWriter writer, SpeechRequest request)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteStartArray("contents");
        writer.Json.WriteStartObject();
        writer.Json.WriteString("role", "user");
        writer.Json.WriteStartArray("parts");
        writer.Json.WriteStartObject();
        writer.WriteText("text", request.Text);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
        writer.Json.WriteEndArray();
        writer.Json.WriteStartObject("generationConfig");
        writer.Json.WriteStartArray("responseModalities");
        writer.Json.WriteStringValue("AUDIO");
        writer.Json.WriteEndArray();
        writer.Json.WriteStartObject("speechConfig");

        // The form for several takes two speakers exactly.
        if (request.Voices is [{ } only])
        {
            WriteVoice(writer, only);
        }
        else
        {
            writer.Json.WriteStartObject("multiSpeakerVoiceConfig");
            writer.Json.WriteStartArray("speakerVoiceConfigs");
            foreach (SpeechVoice voice in request.Voices)
            {
                writer.Json.WriteStartObject();
                writer.WriteText("speaker", voice.Speaker);
                WriteVoice(writer, voice);
                writer.Json.WriteEndObject();
            }

            writer.Json.WriteEndArray();
            writer.Json.WriteEndObject();
        }

        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }

    private static void WriteVoice(RequestWriter writer, SpeechVoice voice)
    {
        writer.Json.WriteStartObject("voiceConfig");
        writer.Json.WriteStartObject("prebuiltVoiceConfig");
        writer.WriteText("voiceName", voice.Voice);
        writer.Json.WriteEndObject();
        writer.Json.WriteEndObject();
    }
}
