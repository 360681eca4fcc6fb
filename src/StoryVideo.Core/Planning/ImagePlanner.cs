using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Prompting;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Makes the plan of an image: prompt, references, price and findings. Sends nothing and writes nothing.</summary>
public sealed class ImagePlanner
{
    private readonly ImageOptions _options;
    private readonly ReferenceSelector _references;
    private readonly IReadOnlyList<Finding> _modelFindings;

    /// <param name="options">What is asked for.</param>
    /// <param name="files">Looks at images.</param>
    /// <param name="today">The day by which the catalog's dates are judged.</param>
    public ImagePlanner(ImageOptions options, IReferenceFiles files, DateOnly today)
    {
        _options = options;
        _references = ReferenceSelector.ForKeyFrames(
            files,
            options.Model.ReferenceLimit,
            options.Model.CharacterReferenceLimit,
            options.IsDryRun ? FindingSeverity.Warning : FindingSeverity.Error);
        _modelFindings = [.. ModelFindings.Of(options, today)];
    }

    /// <summary>The model sheet of a character or the reference image of an environment.</summary>
    /// <param name="story">The story.</param>
    /// <param name="design">The character or environment.</param>
    /// <param name="number">Which of its images, from 1.</param>
    /// <param name="designs">The story's documents.</param>
    public ImagePlan Plan(Story story, Design design, int number, StoryDesigns designs)
    {
        AssetKind kind = design.Kind == DesignKind.Character ? AssetKind.ModelSheet : AssetKind.EnvironmentReference;
        PromptInstructions instructions = designs.Instructions.Of(kind);
        ImageFormat format = kind == AssetKind.ModelSheet ? ImageFormat.ModelSheet(_options.Size) : ImageFormat.Wide(_options.Size);
        List<Finding> findings = [.. designs.Findings];
        return Complete(
            new ImagePlan(story, design, number)
            {
                Provider = _options.Provider,
                Model = _options.Model.Id,
                Format = format,
                Prompt = designs.Images?.Build(design, instructions),
                PromptParts = () => designs.Images?.PartsOf(design, instructions) ?? Nothing,
                References = [],
                LeftOut = [],
                Findings = [],
                EstimatedCost = null,
                Charge = null,
                Output = AssetNames.Design(story.Id, design.Kind, design.Id, number),
                Note = StandInText.Of(design),
                Colours = StandInText.ColoursOf(designs.Visual),
            },
            findings);
    }

    /// <summary>The key frame of a shot.</summary>
    public ImagePlan Plan(StoryShot shot, StoryDesigns designs)
    {
        PromptInstructions instructions = designs.Instructions.Of(AssetKind.KeyFrame);
        List<Finding> findings = [.. designs.Findings];
        Storyboard? storyboard = StoredStoryboard.Read(shot, findings);
        ReferenceSelection references = new([], [], []);
        AssetPrompt? prompt = null;
        if (storyboard is not null)
        {
            findings.AddRange(DesignFindings.OfPicture(storyboard, designs));
            if (designs is { Visual: { } visual, Images: { } prompts })
            {
                references = _references.Select(shot, storyboard, visual);
                findings.AddRange(references.Findings);
                prompt = prompts.Build(storyboard, instructions);
            }
        }

        return Complete(
            new ImagePlan(shot)
            {
                Provider = _options.Provider,
                Model = _options.Model.Id,
                Format = ImageFormat.Wide(_options.Size),
                Prompt = prompt,
                PromptParts = () => storyboard is null ? Nothing : designs.Images?.PartsOf(storyboard, instructions) ?? Nothing,
                References = references.Slots,
                LeftOut = references.LeftOut,
                Findings = [],
                EstimatedCost = null,
                Charge = null,
                Output = AssetNames.KeyFrame(shot.Address),
                Note = storyboard is null ? "" : StandInText.Of(storyboard),
                Colours = StandInText.ColoursOf(designs.Visual),
            },
            findings);
    }

    private static Dictionary<string, string> Nothing => new(StringComparer.Ordinal);

    private ImagePlan Complete(ImagePlan plan, List<Finding> findings)
    {
        CatalogModel model = _options.Model;
        decimal? price = model.PriceOfImage(plan.Format.Size, plan.References.Count);
        findings.AddRange(_modelFindings);
        findings.AddRange(ModelFindings.Of(
            model.CheckImage(plan.Format.AspectRatio, plan.Format.Size, plan.References.Count), "-Size or -Model (--size, --model)"));
        findings.AddRange(ModelFindings.OfPrice(_options, price, plan.Format.Size));
        findings.AddRange(ReferenceSizes.Of(_options, plan.References));
        return plan with
        {
            Findings = findings,
            EstimatedCost = price,
            PriceDate = model.PriceDate,
            Charge = _options.IsFree ? 0 : price,
            Parameters = ImageOptions.ParametersOf(plan.Format),
        };
    }
}
