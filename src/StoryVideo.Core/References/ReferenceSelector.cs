using StoryVideo.Stories;

namespace StoryVideo.References;

/// <summary>
/// Chooses the images that go along with a shot: model sheets of its characters, then references of its environments, then
/// its key frame, each file once, as many as the model takes.
/// </summary>
public sealed class ReferenceSelector
{
    private readonly IReferenceFiles _files;
    private readonly int _limit;
    private readonly int _characterLimit;
    private readonly bool _excludeKeyFrame;
    private readonly bool _isForKeyFrames;
    private readonly FindingSeverity _severity;

    /// <param name="files">Looks at the images.</param>
    /// <param name="limit">How many images the model takes.</param>
    /// <param name="excludeKeyFrame">Leaves key frames out: as a third reference they are reported to hurt.</param>
    /// <param name="severity">How much an image that would be sent and cannot be matters.</param>
    public ReferenceSelector(IReferenceFiles files, int limit, bool excludeKeyFrame, FindingSeverity severity)
        : this(files, limit, null, excludeKeyFrame, isForKeyFrames: false, severity)
    {
    }

    private ReferenceSelector(
        IReferenceFiles files, int limit, int? characterLimit, bool excludeKeyFrame, bool isForKeyFrames, FindingSeverity severity)
    {
        _files = files;
        _limit = limit;
        _characterLimit = Math.Min(limit, characterLimit ?? limit);
        _excludeKeyFrame = excludeKeyFrame;
        _isForKeyFrames = isForKeyFrames;
        _severity = severity;
    }

    /// <summary>Chooses for the key frames themselves: sheets and references only.</summary>
    /// <param name="files">Looks at the images.</param>
    /// <param name="limit">How many images the model takes.</param>
    /// <param name="characterLimit">How many of them may show characters; null where it makes no difference.</param>
    /// <param name="severity">How much an image that would be sent and cannot be matters.</param>
    public static ReferenceSelector ForKeyFrames(IReferenceFiles files, int limit, int? characterLimit, FindingSeverity severity) =>
        new(files, limit, characterLimit, excludeKeyFrame: true, isForKeyFrames: true, severity);

    public ReferenceSelection Select(StoryShot shot, Storyboard storyboard, VisualDesign design)
    {
        Selection selection = new(this);
        foreach (ReferenceCandidate candidate in Candidates(shot, storyboard, design))
        {
            selection.Consider(candidate);
        }

        return new ReferenceSelection(selection.Slots, selection.LeftOut, selection.Findings);
    }

    private IEnumerable<ReferenceCandidate> Candidates(StoryShot shot, Storyboard storyboard, VisualDesign design)
    {
        foreach (DesignKind kind in Enum.GetValues<DesignKind>())
        {
            foreach (ReferenceCandidate candidate in Designs(kind, storyboard, design))
            {
                yield return candidate;
            }
        }

        if (_isForKeyFrames)
        {
            yield break;
        }

        yield return new ReferenceCandidate(
            ReferenceRole.KeyFrame, shot.Address.ToString(), Blank(shot.KeyFrameImagePath), "the still of this shot");
    }

    // Ids without a design are the plan's finding: here they simply have no image.
    private static IEnumerable<ReferenceCandidate> Designs(DesignKind kind, Storyboard storyboard, VisualDesign design) =>
        storyboard.Referenced(kind)
            .Select(id => design.Find(kind, id))
            .OfType<Design>()
            .Select(d => new ReferenceCandidate(
                kind == DesignKind.Character ? ReferenceRole.Character : ReferenceRole.Environment,
                d.Id,
                d.ImagePath,
                kind == DesignKind.Character ? "model sheet of a referenced character" : "reference of a referenced environment"));

    private static string? Blank(string? path) => string.IsNullOrWhiteSpace(path) ? null : path;

    private sealed class Selection(ReferenceSelector rules)
    {
        private readonly Dictionary<string, string> _takenBy = new(StringComparer.Ordinal);
        private int _refused;

        public List<ReferenceSlot> Slots { get; } = [];

        public List<LeftOutReference> LeftOut { get; } = [];

        public List<Finding> Findings { get; } = [];

        public void Consider(ReferenceCandidate candidate)
        {
            if (candidate is { Role: ReferenceRole.KeyFrame, StoredPath: null })
            {
                Leave(candidate, null, "the shot has no key frame", isUsable: false);
            }
            else if (candidate.Role == ReferenceRole.KeyFrame && rules._excludeKeyFrame)
            {
                Exclude(candidate);
            }
            else if (candidate.StoredPath is not { } stored)
            {
                Refuse(candidate, null, "reference-missing", $"there is no {candidate.Describe()}: {candidate.Remedy}");
            }
            else if (!AssetPath.TryParse(stored, out AssetPath? path, out string? problem))
            {
                Refuse(candidate, null, "reference-path", $"the path of the {candidate.Describe()} is refused ({problem}): '{stored}'; {candidate.Remedy}");
            }
            else
            {
                Consider(candidate, path);
            }
        }

        private void Consider(ReferenceCandidate candidate, AssetPath path)
        {
            ReferenceFile file = rules._files.Look(path);
            bool isUsable = file.State == ReferenceFileState.Usable;
            if (_takenBy.TryGetValue(file.FullPath, out string? other))
            {
                Leave(candidate, path, $"the same file as the {other}", isUsable);
            }
            else if (!isUsable)
            {
                (string code, string what) = Problem(file);
                Refuse(candidate, path, code, $"the {candidate.Describe()} {what} ('{path}'): {candidate.FileRemedy}");
            }
            else if (candidate.Role == ReferenceRole.Character && Slots.Count < rules._limit && Slots.Count >= rules._characterLimit)
            {
                Leave(candidate, path, $"the model takes {rules._characterLimit} images of characters, and those before it have priority", isUsable);
            }
            else if (Slots.Count >= rules._limit)
            {
                Leave(candidate, path, rules._limit == 0
                    ? "the model takes no reference images"
                    : $"the model takes {Counted.Of(rules._limit, "image")}, and what comes before it has priority",
                    isUsable);
            }
            else
            {
                _takenBy[file.FullPath] = candidate.Describe();
                Slots.Add(new ReferenceSlot(
                    candidate.Role, candidate.Id, path.Value, file.FullPath, file.Bytes, file.MimeType, candidate.Reason));
                NoteMisnamed(candidate, path, file);
            }
        }

        private static (string Code, string What) Problem(ReferenceFile file) => file.State switch
        {
            ReferenceFileState.Missing => ("reference-file-missing", "is not on disk"),
            ReferenceFileState.Empty => ("reference-empty", "is an empty file"),
            ReferenceFileState.NotAnImage => ("reference-mistyped", "is neither PNG nor JPEG"),
            _ => ("reference-unreadable", $"cannot be read: {file.Detail}"),
        };

        // The existing system names every image .png, whatever the model answered: its bytes are what is sent.
        private void NoteMisnamed(ReferenceCandidate candidate, AssetPath path, ReferenceFile file)
        {
            bool isNamedPng = path.Value.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
            if (isNamedPng != (file.MimeType == "image/png"))
            {
                Findings.Add(Finding.Warning(
                    "reference-misnamed",
                    $"the {candidate.Describe()} is {file.MimeType} by its bytes and is sent as that, though '{path}' says otherwise"));
            }
        }

        // Excluded is excluded: whatever is wrong with it is nobody's concern, though a rehearsal may still look at it.
        private void Exclude(ReferenceCandidate candidate)
        {
            AssetPath? path = AssetPath.TryParse(candidate.StoredPath, out AssetPath? found, out _) ? found : null;
            bool isUsable = path is not null && rules._files.Look(path).State == ReferenceFileState.Usable;
            Leave(candidate, path, "key frames are excluded", isUsable);
        }

        // An image that would not have been sent anyway keeps nobody from working. Those before it that cannot be sent yet
        // have their claim all the same: once they are mended, this one is not needed.
        private void Refuse(ReferenceCandidate candidate, AssetPath? path, string code, string message)
        {
            int limit = candidate.Role == ReferenceRole.Character ? rules._characterLimit : rules._limit;
            bool wouldBeSent = Slots.Count + _refused++ < limit;
            Findings.Add(new Finding(wouldBeSent ? rules._severity : FindingSeverity.Warning, code, message));
            Leave(candidate, path, message, isUsable: false);
        }

        private void Leave(ReferenceCandidate candidate, AssetPath? path, string reason, bool isUsable) =>
            LeftOut.Add(new LeftOutReference(candidate.Role, candidate.Id, path?.Value, reason, isUsable));
    }
}
