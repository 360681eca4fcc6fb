namespace StoryVideo.Providers;

/// <summary>Everything that a paid call sends for one piece of speech.</summary>
public sealed record SpeechRequest
{
    /// <summary>Model id, as the provider spells it.</summary>
    public required string Model { get; init; }

    /// <summary>Notes and transcript.</summary>
    public required string Text { get; init; }

    /// <summary>Those who speak in it, each once: as many as the model takes.</summary>
    public required IReadOnlyList<SpeechVoice> Voices { get; init; }

    /// <summary>How long it is likely to be, in seconds: the length of a stand-in. Never sent to a paid model.</summary>
    public required double LikelySeconds { get; init; }
}
