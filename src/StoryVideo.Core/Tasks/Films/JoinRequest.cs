using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Films;

/// <summary>What film is wanted of a story.</summary>
public sealed record JoinRequest
{
    /// <summary>How loud a shot's own sound file is.</summary>
    public const double DefaultDialogueLevel = 0.8;

    /// <summary>How loud ambience and music are.</summary>
    public const double DefaultAmbienceLevel = 0.3;

    /// <summary>Which scenelets.</summary>
    public ShotFilter Filter { get; init; } = ShotFilter.All;

    /// <summary>The way through a story that branches; empty for story order.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <summary>The transition between all shots; null for what each shot says.</summary>
    public TransitionKind? Transition { get; init; }

    /// <summary>How long a transition takes, in seconds; null for what each shot says.</summary>
    public double? TransitionSeconds { get; init; }

    /// <summary>Puts stills in the place of clips that are missing.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>How long such a still is shown, in seconds.</summary>
    public double StillSeconds { get; init; } = 4;

    /// <summary>Words of the opening card; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Words of the closing card; null for none.</summary>
    public string? EndTitle { get; init; }

    /// <summary>What becomes of the sound of the clips.</summary>
    public NativeAudio NativeAudio { get; init; }

    public double DialogueLevel { get; init; } = DefaultDialogueLevel;

    public double AmbienceLevel { get; init; } = DefaultAmbienceLevel;

    /// <summary>Sound files under the film, or with <c>scenelet=</c> before them under one; they repeat.</summary>
    public IReadOnlyList<string> Ambience { get; init; } = [];

    /// <summary>The same; they end where they end.</summary>
    public IReadOnlyList<string> Music { get; init; } = [];

    public LoudnessGoal Loudness { get; init; } = LoudnessGoal.Default;

    /// <summary>Full path of the film; null for a name in the assets folder.</summary>
    public string? Destination { get; init; }

    /// <summary>Also makes a film of every scenelet, before the film.</summary>
    public bool PerScenelet { get; init; }
}
