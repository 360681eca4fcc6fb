using System.Text.Json;
using StoryVideo.FakeGemini.Generation;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>Examines a request for speech as the service does; the first objection counts.</summary>
internal static class SpeechBody
{
    private const int SpeakersOfTheLongForm = 2;

    private static readonly string[] s_voices =
    [
        "Zephyr", "Puck", "Charon", "Kore", "Fenrir", "Leda", "Orus", "Aoede", "Callirrhoe", "Autonoe", "Enceladus", "Iapetus", "Umbriel",
        "Algieba", "Despina", "Erinome", "Algenib", "Rasalgethi", "Laomedeia", "Achernar", "Alnilam", "Schedar", "Gacrux", "Pulcherrima",
        "Achird", "Zubenelgenubi", "Vindemiatrix", "Sadachbia", "Sadaltager", "Sulafat",
    ];

    /// <exception cref="RefusedException">The service would refuse it.</exception>
    public static FakeSpeech Read(string model, ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = Fields.Only(document.RootElement, "contents", "generationConfig");
            JsonElement content = Fields.Only(root.GetProperty("contents").EnumerateArray().Single(), "role", "parts");
            string text = Fields.Text(Fields.Only(content.GetProperty("parts").EnumerateArray().Single(), "text"), "text");
            JsonElement config = Fields.Only(root.GetProperty("generationConfig"), "responseModalities", "speechConfig");
            if (config.GetProperty("responseModalities").EnumerateArray().Select(static m => m.GetString()).SingleOrDefault() != "AUDIO")
            {
                throw new RefusedException("The requested combination of response modalities is not supported by the model.");
            }

            return FakeSpeech.Of(model, text, Voices(config.GetProperty("speechConfig"), text));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new RefusedException($"Invalid JSON payload received. {e.Message}");
        }
    }

    private static List<(string Speaker, string Voice)> Voices(JsonElement config, string text)
    {
        Fields.Only(config, "voiceConfig", "multiSpeakerVoiceConfig");
        if (config.TryGetProperty("voiceConfig", out JsonElement single))
        {
            return config.TryGetProperty("multiSpeakerVoiceConfig", out _)
                ? throw new RefusedException("Set either voiceConfig or multiSpeakerVoiceConfig.")
                : [("", Voice(single))];
        }

        JsonElement several = Fields.Only(config.GetProperty("multiSpeakerVoiceConfig"), "speakerVoiceConfigs");
        List<(string Speaker, string Voice)> voices = [];
        foreach (JsonElement speaker in several.GetProperty("speakerVoiceConfigs").EnumerateArray())
        {
            Fields.Only(speaker, "speaker", "voiceConfig");
            string name = Fields.Text(speaker, "speaker");
            voices.Add(text.Contains($"\n{name}: ", StringComparison.Ordinal)
                ? (name, Voice(speaker.GetProperty("voiceConfig")))
                : throw new RefusedException($"The speaker '{name}' says nothing in the text."));
        }

        return voices.Count == SpeakersOfTheLongForm
            ? voices
            : throw new RefusedException("The number of enabled_voices must equal 2.");
    }

    private static string Voice(JsonElement config) => Fields.OneOf(
        Fields.Only(Fields.Only(config, "prebuiltVoiceConfig").GetProperty("prebuiltVoiceConfig"), "voiceName"), "voiceName", s_voices);
}
