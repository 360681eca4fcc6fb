using StoryVideo.Ledger;
using StoryVideo.Prompting;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>A story's documents, read once for all of its shots.</summary>
public sealed class StoryDesigns
{
    private readonly Lazy<ShotPromptBuilder?> _prompts;

    private StoryDesigns(VisualDesign? visual, AudioDesign? audio, StoryInstructions instructions, IReadOnlyList<Finding> findings)
    {
        Visual = visual;
        Audio = audio;
        Findings = findings;
        Instructions = instructions;
        Images = visual is null ? null : new ImagePromptBuilder(visual);
        _prompts = new(() => visual is null ? null : new ShotPromptBuilder(visual, audio, instructions.Of(AssetKind.Video)));
    }

    /// <summary>Null where the story has no readable visual design document.</summary>
    public VisualDesign? Visual { get; }

    /// <summary>Null where the story has none.</summary>
    public AudioDesign? Audio { get; }

    /// <summary>What is said beside the designs.</summary>
    public StoryInstructions Instructions { get; }

    /// <summary>For images; null where there is no visual design to write prompts from.</summary>
    public ImagePromptBuilder? Images { get; }

    /// <summary>For clips; null where there is no visual design to write prompts from.</summary>
    public ShotPromptBuilder? Prompts => _prompts.Value;

    /// <summary>What is wrong with the documents, and so with everything that is made from them.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    public static StoryDesigns Read(Story story, StoryInstructions instructions)
    {
        List<Finding> findings = [];
        VisualDesign? visual = Try(story.VisualDesignDocument, VisualDesign.Parse, "visual-design-unreadable", findings);
        AudioDesign? audio = Try(story.AudioDesignDocument, AudioDesign.Parse, "audio-design-unreadable", findings);
        if (story.VisualDesignDocument is null)
        {
            findings.Add(Finding.Error(
                "visual-design-missing", "the story has no visual design document; import it with one (Import-Story, storyvideo import)"));
        }
        else if (visual is { VisualStyle: null } or { MasterColorPalette: null })
        {
            findings.Add(Finding.Error(
                "global-aesthetic-missing",
                "the visual design document says nothing under global_aesthetic.visual_style or .master_color_palette; add both"));
        }

        return new StoryDesigns(visual, audio, instructions, findings);
    }

    private static T? Try<T>(string? text, Func<string, T> parse, string code, List<Finding> findings)
        where T : class
    {
        try
        {
            return text is null ? null : parse(text);
        }
        catch (StoryDataException e)
        {
            findings.Add(Finding.Error(code, $"{e.Message} Correct it and import the story again"));
            return null;
        }
    }
}
