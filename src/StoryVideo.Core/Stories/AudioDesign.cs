using System.Text.Json;

namespace StoryVideo.Stories;

/// <summary>The audio design document of a story, as far as prompts use it.</summary>
public sealed class AudioDesign
{
    private readonly Dictionary<string, JsonElement> _voices = new(StringComparer.Ordinal);

    private AudioDesign(JsonElement root)
    {
        JsonElement? identity = StoredJson.Find(root, "sonic_identity", "sonicIdentity");
        SoundEffectPhilosophy = identity is { } sonic
            ? StoredJson.FindText(sonic, "sound_effect_philosophy", "soundEffectPhilosophy")
            : null;
        NarratorVoice = StoredJson.Find(root, "narrator_voice_profile", "narratorVoiceProfile");
        foreach (JsonElement profile in StoredJson.Items(
            StoredJson.Find(root, "character_voice_profiles", "characterVoiceProfiles")))
        {
            if (StoredJson.FindText(profile, "character_id", "characterId") is { } id)
            {
                _voices[id] = profile;
            }
        }
    }

    public string? SoundEffectPhilosophy { get; }

    public JsonElement? NarratorVoice { get; }

    /// <exception cref="StoryDataException">The text is not a JSON object.</exception>
    public static AudioDesign Parse(string document) =>
        new(StoredJson.Unwrap(
            StoredJson.ReadObject(document, "audio design document"), "audio_design_document", "audioDesignDocument"));

    /// <summary>The name of a speaker's voice, as speech models know it; null where the document gives none.</summary>
    /// <param name="speaker">A character's id, or <see cref="Storyboard.Narrator"/>.</param>
    public string? VoiceNameOf(string speaker) => ProfileOf(speaker) is { } profile ? StoredJson.FindText(profile, "voice_name", "voiceName") : null;

    /// <summary>What a speaker's voice is like, in the document's words; null where it says nothing.</summary>
    /// <param name="speaker">A character's id, or <see cref="Storyboard.Narrator"/>.</param>
    public string? VoiceTextOf(string speaker) => ProfileOf(speaker) is { } profile ? StoredJson.FindText(profile, "voice_profile", "voiceProfile") : null;

    private JsonElement? ProfileOf(string speaker) => speaker == Storyboard.Narrator ? NarratorVoice ?? VoiceOf(speaker) : VoiceOf(speaker);

    /// <summary>The voice profile of a character; null where the document has none.</summary>
    public JsonElement? VoiceOf(string characterId) =>
        _voices.TryGetValue(characterId, out JsonElement profile) ? profile : null;
}
