using System.Text.Json.Nodes;

namespace StoryVideo.FakeGemini;

/// <summary>Answers to requests for speech, all of them with HTTP 200.</summary>
public static class SpeechAnswers
{
    public const string MimeType = "audio/L16;codec=pcm;rate=24000";

    /// <summary>Samples without a header, as the service sends them.</summary>
    public static Answer Of(byte[] samples, string mimeType = MimeType) => ImageAnswers.Candidate("STOP", Sound(samples, mimeType));

    public static JsonObject Sound(byte[] samples, string mimeType = MimeType) => ImageAnswers.Image(samples, mimeType);
}
