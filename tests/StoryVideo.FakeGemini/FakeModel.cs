namespace StoryVideo.FakeGemini;

/// <summary>A model of the pretended service.</summary>
/// <param name="Id">As written in URLs.</param>
/// <param name="IsLite">No references, no extension, no 4k, no negative prompt.</param>
/// <param name="IsRetired">Still known by name; every call answers 404.</param>
/// <param name="IsOmni">Speaks Interactions, and nothing of Veo's.</param>
/// <param name="ImageReferences">How many images go along with a prompt for an image; null for models that make clips.</param>
/// <param name="IsVertex">Known to Vertex AI and not to the Gemini API.</param>
public sealed record FakeModel(
    string Id, bool IsLite = false, bool IsRetired = false, bool IsOmni = false, int? ImageReferences = null, bool IsVertex = false)
{
    public static IReadOnlyList<FakeModel> Defaults { get; } =
    [
        new("veo-3.1-generate-preview"),
        new("veo-3.1-fast-generate-preview"),
        new("veo-3.1-lite-generate-preview", IsLite: true),
        new("veo-3.0-generate-001", IsRetired: true),
        new("gemini-omni-1.1-flash", IsOmni: true),
        new("gemini-omni-flash-preview", IsRetired: true, IsOmni: true),
        new("gemini-2.5-flash-image", ImageReferences: 3),
        new("gemini-3-pro-image", ImageReferences: 14),
        new("gemini-2.5-flash-preview-tts") { IsSpeaker = true },
        new("gemini-3.8-flash") { IsJudge = true },
        new("veo-3.1-generate-001", IsVertex: true),
        new("veo-3.1-lite-generate-001", IsLite: true, IsVertex: true),
        new("veo-3.1-generate-preview", IsRetired: true, IsVertex: true),
        new("gemini-omni-1.1-flash-preview", IsOmni: true, IsVertex: true) { MostImages = 10 },
    ];

    /// <summary>Speaks.</summary>
    public bool IsSpeaker { get; init; }

    /// <summary>Answers with JSON of a schema.</summary>
    public bool IsJudge { get; init; }

    /// <summary>Images that may go along with a prompt: 6 on the Gemini API, 10 on Vertex AI.</summary>
    public int MostImages { get; init; } = 6;
}
