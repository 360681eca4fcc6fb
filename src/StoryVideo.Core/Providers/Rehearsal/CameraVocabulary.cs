namespace StoryVideo.Providers.Rehearsal;

/// <summary>The words of camera movement, of direction and of denial, in lower case.</summary>
internal static class CameraVocabulary
{
    private static readonly CameraMove s_left = new(-1, 0, 0);
    private static readonly CameraMove s_right = new(1, 0, 0);
    private static readonly CameraMove s_up = new(0, 1, 0);
    private static readonly CameraMove s_down = new(0, -1, 0);
    private static readonly CameraMove s_towards = new(0, 0, 1);
    private static readonly CameraMove s_away = new(0, 0, -1);

    public static IReadOnlyDictionary<string, CameraWord> Movements { get; } = Words<CameraWord>(
        ("pan pans panned panning swish", new(true, true, false, s_right)),
        ("track tracks tracked tracking lateral sideways", new(true, true, true, s_right)),
        ("arc arcs arcing orbit orbits orbiting", new(true, false, false, s_right)),
        ("truck trucks trucking", new(true, false, false, CameraMove.Hold)),
        ("tilt tilts tilting crane cranes craning boom booms booming pedestal pedestals jib",
            new(false, true, false, s_up)),
        ("push", new(false, false, true, s_towards)),
        ("pushes pushed pushing pull pulls pulled pulling", new(false, false, true, CameraMove.Hold)),
        ("pullback", new(false, false, true, s_away)),
        ("zoom zooms zoomed zooming", new(false, false, true, s_towards)),
        ("dolly dollies dollied dollying", new(true, true, true, s_towards)),
        ("movement motion", new(true, true, true, CameraMove.Hold)),
        ("move moves moving glide glides gliding drift drifts drifting slide slides sliding float floats"
            + " floating creep creeps creeping ease eases easing inch inches inching swing swings swinging sweep sweeps"
            + " sweeping travel travels travelling traveling turn turns turning",
            new(true, true, true, CameraMove.Hold, true)),
        ("follow follows following", new(true, true, true, s_right, true)),
        ("rise rises rising lift lifts lifting climb climbs climbing", new(true, true, true, s_up, true)),
        ("descend descends descending lower lowers lowering sink sinks sinking", new(true, true, true, s_down, true)),
        ("approach approaches approaching", new(true, true, true, s_towards, true)),
        ("retreat retreats retreating", new(true, true, true, s_away, true)));

    public static IReadOnlyDictionary<string, CameraMove> Directions { get; } = Words(
        ("left leftward leftwards", s_left),
        ("right rightward rightwards", s_right),
        ("up upward upwards", s_up),
        ("down downward downwards", s_down),
        ("in inward inwards into forward forwards closer toward towards tighter", s_towards),
        ("out outward outwards back backward backwards away wider reverse", s_away));

    /// <summary>What denies the movements after it: "no pan or tilt".</summary>
    public static IReadOnlySet<string> Denials { get; } =
        Set("no not never without avoid avoids avoiding cannot nor zero dont doesnt isnt wont");

    /// <summary>What ends a denial: "no pan but a slow push-in".</summary>
    public static IReadOnlySet<string> Turns { get; } = Set("but just only then instead rather while except simply");

    /// <summary>Behind these words the sentence speaks of something else: "pans as the fox looks left".</summary>
    public static IReadOnlySet<string> Asides { get; } =
        Set("as while when until where who which that then but because");

    /// <summary>Before these words "pan" is a vessel and "track" a path.</summary>
    public static IReadOnlySet<string> Possessors { get; } = Set("the frying his her their its my railway hot dutch");

    /// <summary>What moves where a verb of people is a camera's.</summary>
    public static IReadOnlySet<string> Cameras { get; } = Set("camera lens frame viewpoint we");

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    private static Dictionary<string, T> Words<T>(params (string Words, T Meaning)[] entries) => entries
        .SelectMany(static e => e.Words.Split(' ').Select(word => KeyValuePair.Create(word, e.Meaning)))
        .ToDictionary(StringComparer.Ordinal);
}
