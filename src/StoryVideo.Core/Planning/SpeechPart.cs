using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>As much of a shot's lines as one request takes: models speak with two voices at most.</summary>
/// <param name="Voices">Those who speak in it.</param>
/// <param name="Text">What is sent: notes and transcript.</param>
/// <param name="LikelySeconds">How long it is likely to be.</param>
public sealed record SpeechPart(IReadOnlyList<SpeechVoice> Voices, string Text, double LikelySeconds)
{
    public IReadOnlyList<SpeechVoice> Voices { get; init => field = Indexed.Of(value); } = Indexed.Of(Voices);
}
