using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Commands;

public sealed partial class JoinStoryVideoCommand
{
    /// <summary>Id, title or pattern, or the story itself; the only one where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string? Story { get; set; }

    /// <summary>Ids or labels of scenelets, or patterns.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SceneletCompleter))]
    public string[] Scenelet { get; set; } = [];

    /// <summary>Numbers or ranges: <c>1, 3-5</c>.</summary>
    [Parameter]
    [ValidateShotIndex]
    [ArgumentCompleter(typeof(ShotIndexCompleter))]
    public string[] ShotIndex { get; set; } = [];

    /// <summary>The way through a story that branches: scenelets or choices.</summary>
    [Parameter]
    [Alias("Path")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SceneletCompleter))]
    public string[] StoryPath { get; set; } = [];

    /// <summary>The transition between all shots.</summary>
    [Parameter]
    public TransitionKind? Transition { get; set; }

    /// <summary>How long each transition takes.</summary>
    [Parameter]
    [ValidateRange(0.1, 30.0)]
    public double? TransitionSeconds { get; set; }

    /// <summary>Puts key frames in the place of missing clips.</summary>
    [Parameter]
    public SwitchParameter AllowMissing { get; set; }

    /// <summary>How long such a key frame is shown.</summary>
    [Parameter]
    [ValidateRange(0.1, 600.0)]
    public double StillSeconds { get; set; } = 4;

    /// <summary>Words of an opening card.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>Words of a closing card.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EndTitle { get; set; }

    /// <summary>What becomes of the clips' own sound.</summary>
    [Parameter]
    public NativeAudio NativeAudio { get; set; }

    /// <summary>Sound files under the film, or with <c>scenelet=</c> before them under one; repeated.</summary>
    [Parameter]
    public string[] Ambience { get; set; } = [];

    /// <summary>The same, not repeated.</summary>
    [Parameter]
    public string[] Music { get; set; } = [];

    /// <summary>How loud the story's sound of a shot is.</summary>
    [Parameter]
    [ValidateRange(0.0, 4.0)]
    public double DialogueLevel { get; set; } = JoinRequest.DefaultDialogueLevel;

    /// <summary>How loud ambience, music and ducked clips are.</summary>
    [Parameter]
    [ValidateRange(0.0, 4.0)]
    public double AmbienceLevel { get; set; } = JoinRequest.DefaultAmbienceLevel;

    /// <summary>Integrated loudness by EBU R 128, in LUFS.</summary>
    [Parameter]
    [ValidateRange(-40.0, -5.0)]
    public double Loudness { get; set; } = LoudnessGoal.Default.Integrated;

    /// <summary>The highest true peak, in dBTP.</summary>
    [Parameter]
    [ValidateRange(-20.0, 0.0)]
    public double TruePeak { get; set; } = LoudnessGoal.Default.TruePeak;

    /// <summary>How far from <see cref="Loudness"/> the film may be, in LU, so that coded sound can be copied.</summary>
    [Parameter]
    [ValidateRange(0.0, 10.0)]
    public double LoudnessTolerance { get; set; } = LoudnessGoal.DefaultTolerance;

    /// <summary>File of the film.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>Makes a film of every scenelet too.</summary>
    [Parameter]
    public SwitchParameter PerScenelet { get; set; }
}
