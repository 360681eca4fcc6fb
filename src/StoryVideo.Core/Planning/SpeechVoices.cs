using StoryVideo.Ledger;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Finds the voice of a speaker: the audio design document's, or one that is always the same for the same speaker.</summary>
internal static class SpeechVoices
{
    /// <summary>The voices that Gemini's speech models are documented to have.</summary>
    private static readonly string[] s_known =
    [
        "Achernar", "Achird", "Algenib", "Algieba", "Alnilam", "Aoede", "Autonoe", "Callirrhoe", "Charon", "Despina",
        "Enceladus", "Erinome", "Fenrir", "Gacrux", "Iapetus", "Kore", "Laomedeia", "Leda", "Orus", "Puck",
        "Pulcherrima", "Rasalgethi", "Sadachbia", "Sadaltager", "Schedar", "Sulafat", "Umbriel", "Vindemiatrix", "Zephyr", "Zubenelgenubi",
    ];

    public static SpeechVoice Of(string speaker, AudioDesign? audio, List<Finding> findings)
    {
        if (audio?.VoiceNameOf(speaker) is { } named)
        {
            string? known = Array.Find(s_known, v => v.Equals(named, StringComparison.OrdinalIgnoreCase));
            if (known is null)
            {
                findings.Add(Finding.Warning(
                    "voice-unknown", $"the voice '{named}' of {speaker} is not among the documented ones; it is sent as named, and refused for nothing where it is none"));
            }

            return new SpeechVoice(Label(speaker), known ?? named);
        }

        string voice = s_known[Convert.ToInt32(TakeFingerprint.Hash(speaker)[..4], 16) % s_known.Length];
        findings.Add(Finding.Warning(
            "voice-missing", $"the audio design document gives {speaker} no voice_name; {voice} speaks. To choose another, name it there and import the story again"));
        return new SpeechVoice(Label(speaker), voice);
    }

    /// <summary>A name as a transcript can hold it: on one line, without the sign that ends it.</summary>
    public static string Label(string speaker) => string.Concat(speaker.Select(static c => char.IsControl(c) || c == ':' ? ' ' : c)).Trim();
}
