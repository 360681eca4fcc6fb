using System.Collections.Immutable;
using System.Text.Json;
using StoryVideo.Stories;

namespace StoryVideo.Importing;

/// <summary>
/// The first reading of a <c>story.json</c>: everything but the shots themselves, and everything that is wrong.
/// </summary>
internal sealed class StoryScan
{
    private static readonly string[] s_known =
        ["storyId", "displayName", "visualDesignDocument", "audioDesignDocument", "scenelets", "shots"];

    private readonly FindingList _findings;
    private readonly JsonValueCheck _check;
    private readonly StoryboardOutline _outline = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private IReadOnlyList<DeclaredScenelet> _declared = [];
    private string? _id;
    private string? _displayName;
    private string? _visual;
    private string? _audio;
    private int _videos;
    private bool _isRepeated;

    public StoryScan(FindingList findings)
    {
        _findings = findings;
        _check = new JsonValueCheck(findings);
    }

    /// <summary>The story; valid where there are no problems.</summary>
    public Story Story => new()
    {
        Id = _id ?? "",
        DisplayName = _displayName ?? "",
        VisualDesignDocument = _visual,
        AudioDesignDocument = _audio,
        ShotCount = _outline.ShotCount,
        VideoCount = _videos,
    };

    public IReadOnlyList<Scenelet> Scenelets { get; private set; } = [];

    /// <summary>The scenelets by every name that shots use for them.</summary>
    public IReadOnlyDictionary<string, Scenelet> SceneletByName { get; private set; } =
        ImmutableDictionary<string, Scenelet>.Empty;

    public async Task RunAsync(StoryFile file, CancellationToken cancellationToken)
    {
        bool isWhole = true;
        try
        {
            await foreach (StoryFilePart part in file.ReadAsync(cancellationToken))
            {
                Take(part);
            }
        }
        catch (ImportException e)
        {
            isWhole = false;
            foreach (ImportProblem problem in e.Problems)
            {
                _findings.Add(problem.JsonPath, problem.Message);
            }
        }

        if (isWhole)
        {
            Complete();
        }
    }

    private void Take(StoryFilePart part)
    {
        if (part.Shot is not null)
        {
            TakeShot(part);
            return;
        }

        _isRepeated = !_seen.Add(part.Name);
        if (_isRepeated)
        {
            _findings.Add(part.Path, "appears twice in its object");
            return;
        }

        if (!part.IsStartOfShots)
        {
            using JsonDocument document = JsonDocument.Parse(part.Json, JsonText.Strict);
            _check.Check(document.RootElement, part.Path, 1);
            TakeProperty(part.Name, document.RootElement, part.Path);
        }
    }

    private void TakeShot(StoryFilePart part)
    {
        if (_isRepeated)
        {
            return;
        }

        using JsonDocument document = JsonDocument.Parse(part.Json, JsonText.Strict);
        _check.Check(document.RootElement, part.Path, 2);
        ShotEntry shot = ShotEntry.Read(document.RootElement, part.Path, _findings);
        _outline.Add(shot, _findings);
        _videos += shot.VideoFilePath is null ? 0 : 1;
    }

    private void TakeProperty(string name, JsonElement value, JsonPath path)
    {
        DesignDocument designs = new(_findings, _check);
        switch (name)
        {
            case "storyId":
                _id = Named(Text(value, path), StoryIdRule.ProblemOf, path);
                break;
            case "displayName":
                _displayName = Named(Text(value, path), static t => NameRule.ProblemOf(t, NameRule.LongestTitle), path);
                break;
            case "visualDesignDocument":
                _visual = designs.ReadVisual(value, path);
                break;
            case "audioDesignDocument":
                _audio = designs.ReadAudio(value, path);
                break;
            case "scenelets":
                _declared = DeclaredScenelet.ReadAll(value, path, _findings);
                break;
            case "shots":
                _findings.Add(path, $"must be an array, not {JsonText.KindOf(value.ValueKind)}");
                break;
            default:
                _findings.Unknown(JsonPath.Root, name, "", s_known);
                break;
        }
    }

    private string? Named(string? name, Func<string, string?> problemOf, JsonPath path)
    {
        if (name is not null && problemOf(name) is string problem)
        {
            _findings.Add(path, problem);
        }

        return name;
    }

    private string? Text(JsonElement value, JsonPath path)
    {
        string? text = JsonText.Of(value);
        if (value.ValueKind != JsonValueKind.String)
        {
            _findings.Add(path, $"must be a text, not {JsonText.KindOf(value.ValueKind)}");
        }
        else if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            _findings.Add(path, "is empty");
            text = null;
        }

        return text;
    }

    private void Complete()
    {
        foreach (string name in (string[])["storyId", "displayName", "visualDesignDocument", "shots"])
        {
            if (!_seen.Contains(name))
            {
                _findings.Add(JsonPath.Root.Property(name), "is missing");
            }
        }

        SceneletResolver resolver = new(_declared, _outline, _findings);
        Scenelets = resolver.Resolve();
        SceneletByName = resolver.ByName;
        if (_outline.ShotCount == 0 && !_findings.HasProblems)
        {
            _findings.Warn("$.shots", "is empty: the story has no shots");
        }
    }
}
