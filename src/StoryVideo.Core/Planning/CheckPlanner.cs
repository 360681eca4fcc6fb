using StoryVideo.Ledger;
using StoryVideo.Prompting;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Makes the plan of a check: what the judge is shown, for how much at most, and findings. Sends nothing and writes nothing.</summary>
public sealed class CheckPlanner
{
    // The schema of the answer and the lines that announce the images.
    private const int FurtherTokens = 1000;

    private readonly CheckOptions _options;
    private readonly ReferenceSelector _references;
    private readonly IReadOnlyList<Finding> _modelFindings;

    /// <inheritdoc cref="ImagePlanner(ImageOptions, IReferenceFiles, DateOnly)"/>
    public CheckPlanner(CheckOptions options, IReferenceFiles files, DateOnly today)
    {
        _options = options;

        // A sheet that is not there keeps nobody from judging by the others.
        _references = ReferenceSelector.ForKeyFrames(
            files, Math.Max(0, options.Model.ReferenceLimit - CheckPlan.FrameCount), null, FindingSeverity.Warning);
        _modelFindings = [.. ModelFindings.Of(options, today)];
    }

    /// <param name="shot">The shot.</param>
    /// <param name="designs">Its story's documents.</param>
    /// <param name="clip">What is checked; null where there is none.</param>
    public CheckPlan Plan(StoryShot shot, StoryDesigns designs, ClipOnDisk? clip)
    {
        List<Finding> findings = [.. designs.Findings];
        Storyboard? storyboard = StoredStoryboard.Read(shot, findings);
        PromptInstructions instructions = designs.Instructions.Of(AssetKind.Check);
        ReferenceSelection references = new([], [], []);
        AssetPrompt? prompt = null;
        if (storyboard is not null && designs is { Visual: { } visual, Images: { } prompts })
        {
            references = _references.Select(shot, storyboard, visual);
            findings.AddRange(DesignFindings.OfPicture(storyboard, designs));
            findings.AddRange(references.Findings);
            findings.AddRange(references.LeftOut.Where(static l => l.IsUsable).Select(static l => Finding.Warning(
                "reference-left-out",
                $"the judge is not shown the {(l.Role == ReferenceRole.Character ? "model sheet" : "environment reference")} of {l.Id}: {l.Reason}")));
            prompt = prompts.Build(storyboard, instructions);
        }

        decimal? price = prompt is null ? null : PriceOf(prompt, references.Slots.Count);
        findings.AddRange(_modelFindings);
        findings.AddRange(prompt is null ? [] : ModelFindings.OfPrice(_options, price, "checks"));
        return new CheckPlan(shot, clip)
        {
            Provider = _options.Provider,
            Model = _options.Model.Id,
            Prompt = prompt,
            PromptParts = () => storyboard is null ? Nothing : designs.Images?.PartsOf(storyboard, instructions) ?? Nothing,
            References = references.Slots,
            LeftOut = references.LeftOut,
            Findings = findings,
            EstimatedCost = price,
            PriceDate = _options.Model.PriceDate,
            Charge = _options.IsFree ? 0 : price,
            Output = AssetNames.Check(shot.Address),
        };
    }

    private static Dictionary<string, string> Nothing => new(StringComparer.Ordinal);

    private decimal? PriceOf(AssetPrompt prompt, int references) => _options.Model.PriceOfTokens(
        TokenEstimate.Most(prompt.Text) + FurtherTokens + ((long)(CheckPlan.FrameCount + references) * (_options.Model.TokensPerImage ?? 0)),
        CheckPlan.MostTokens);
}
