using StoryVideo.Cutting.Sounds;

namespace StoryVideo.Cutting;

/// <summary>A film that was cut.</summary>
public sealed record FilmReport
{
    /// <summary>Full path of the film.</summary>
    public required string Path { get; init; }

    public required int FrameCount { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The sound before any gain.</summary>
    public required Loudness Measured { get; init; }

    /// <summary>In dB.</summary>
    public required double Gain { get; init; }

    /// <summary>The sound of the film, measured after it was coded.</summary>
    public required Loudness Verified { get; init; }

    /// <summary>How many seconds of sound went in as they were coded, with no change but of their gain.</summary>
    public required double CopiedSoundSeconds { get; init; }

    /// <summary>Entries of the cut list whose sound is damaged: it was mixed, and what cannot be decoded is not heard.</summary>
    public required IReadOnlyList<string> DamagedSounds { get; init; }

    /// <summary>Pieces of picture and sound that had to be made.</summary>
    public required int MadePieces { get; init; }

    /// <summary>Pieces that an earlier cut had made.</summary>
    public required int ReusedPieces { get; init; }
}
