using System.CommandLine;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Cli.Commands;

/// <summary>Options of a film.</summary>
internal sealed class JoinOptions
{
    private readonly Option<string[]> _path = Many("--path", "NAME", "the way through a story that branches: scenelets or choices; may be said more than once");
    private readonly Option<TransitionKind?> _transition = new("--transition")
    {
        Description = "cut, dissolve, fadeblack, jcut or lcut between all shots, instead of what the storyboard says",
        HelpName = "KIND",
        CustomParser = static result => OptionValue.Word<TransitionKind>(result),
    };
    private readonly Option<double?> _seconds = Number("--transition-seconds", "SECONDS", "how long each transition takes", 0.1, 30);
    private readonly Option<bool> _missing = new("--allow-missing") { Description = "put key frames in the place of missing clips" };
    private readonly Option<double?> _still = Number("--still-seconds", "SECONDS", "how long such a key frame is shown (4)", 0.1, 600);
    private readonly Option<string?> _title = new("--title") { Description = "words of an opening card", HelpName = "TEXT" };
    private readonly Option<string?> _endTitle = new("--end-title") { Description = "words of a closing card", HelpName = "TEXT" };
    private readonly Option<NativeAudio> _native = new("--native-audio")
    {
        Description = "auto, keep, duck or mute the clips' own sound; auto keeps it where the story has none for the shot",
        HelpName = "WHAT",
        CustomParser = static result => OptionValue.Word<NativeAudio>(result),
    };
    private readonly Option<string[]> _ambience = Many("--ambience", "[SCENELET=]FILE", "a sound under the film or a scenelet, repeated; may be said more than once");
    private readonly Option<string[]> _music = Many("--music", "[SCENELET=]FILE", "the same, not repeated");
    private readonly Option<double?> _dialogueLevel = Number("--dialogue-level", "LEVEL", "how loud the story's sound of a shot is (0.8)", 0, 4);
    private readonly Option<double?> _ambienceLevel = Number("--ambience-level", "LEVEL", "how loud ambience, music and ducked clips are (0.3)", 0, 4);
    private readonly Option<double?> _loudness = Number("--loudness", "LUFS", "integrated loudness by EBU R 128 (-16)", -40, -5);
    private readonly Option<double?> _peak = Number("--true-peak", "DBTP", "highest true peak (-1)", -20, 0);
    private readonly Option<double?> _tolerance = Number(
        "--loudness-tolerance", "LU", "how far from it the film may be so that coded sound is copied, which rises in steps of 1.5 dB (0.8); 0 codes all sound", 0, 10);
    private readonly Option<string?> _out = new("--out") { Description = "file of the film (in the assets folder, under the story's film/)", HelpName = "FILE" };
    private readonly Option<bool> _perScenelet = new("--per-scenelet") { Description = "make a film of every scenelet too" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "show the cut list and write nothing" };

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _path, _transition, _seconds, _missing, _still, _title, _endTitle, _native, _ambience, _music, _dialogueLevel, _ambienceLevel,
            _loudness, _peak, _tolerance, _out, _perScenelet, _dryRun,
        ];
        Array.ForEach(all, command.Options.Add);
    }

    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <param name="parsed">The command line.</param>
    /// <param name="shots">Which shots.</param>
    /// <param name="folder">What relative paths are relative to.</param>
    public JoinRequest Read(ParseResult parsed, ShotOptions shots, string folder) => new()
    {
        Filter = shots.Read(parsed),
        Path = parsed.GetValue(_path) ?? [],
        Transition = parsed.GetValue(_transition),
        TransitionSeconds = parsed.GetValue(_seconds),
        AllowMissing = parsed.GetValue(_missing),
        StillSeconds = parsed.GetValue(_still) ?? new JoinRequest().StillSeconds,
        Title = parsed.GetValue(_title),
        EndTitle = parsed.GetValue(_endTitle),
        NativeAudio = parsed.GetValue(_native),
        Ambience = parsed.GetValue(_ambience) ?? [],
        Music = parsed.GetValue(_music) ?? [],
        DialogueLevel = parsed.GetValue(_dialogueLevel) ?? JoinRequest.DefaultDialogueLevel,
        AmbienceLevel = parsed.GetValue(_ambienceLevel) ?? JoinRequest.DefaultAmbienceLevel,
        Loudness = new(
            parsed.GetValue(_loudness) ?? LoudnessGoal.Default.Integrated,
            parsed.GetValue(_peak) ?? LoudnessGoal.Default.TruePeak,
            parsed.GetValue(_tolerance) ?? LoudnessGoal.DefaultTolerance),
        Destination = parsed.GetValue(_out) is { } path ? Path.GetFullPath(path, folder) : null,
        PerScenelet = parsed.GetValue(_perScenelet),
    };

    private static Option<string[]> Many(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, DefaultValueFactory = static _ => [] };

    private static Option<double?> Number(string name, string helpName, string description, double least, double most) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result => OptionValue.Number(result, least, most),
    };
}
