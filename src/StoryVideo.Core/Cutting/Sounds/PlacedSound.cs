namespace StoryVideo.Cutting.Sounds;

/// <summary>A sound at its place in the film; all lengths are samples at 48 kHz.</summary>
internal sealed record PlacedSound
{
    public required string File { get; init; }

    /// <summary>Changes with the content of the file.</summary>
    public required string Identity { get; init; }

    /// <summary>Where it begins in the film.</summary>
    public required long At { get; init; }

    /// <summary>Where it begins in the file.</summary>
    public long From { get; init; }

    /// <summary>How much of the film it takes, with silence where the file is shorter.</summary>
    public required long Length { get; init; }

    /// <summary>
    /// Whether the file's index was read here and found plain: then ffmpeg need not decode pictures of it to learn what it holds,
    /// which takes as long as all of its sound.
    /// </summary>
    public bool IsIndexed { get; init; }

    /// <summary>Coded frames that may go into the film as they are, where nothing else is heard beside them; null where there are none.</summary>
    public CodedSound? Coded { get; init; }

    public int FadeIn { get; init; }

    public int FadeOut { get; init; }

    public double Level { get; init; } = 1;

    /// <summary>Sounds of one lane never overlap.</summary>
    public required int Lane { get; init; }

    public long End => At + Length;
}
