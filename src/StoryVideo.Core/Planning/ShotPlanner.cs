using System.Globalization;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Prompting;
using StoryVideo.References;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Makes the plan of a shot: prompt, references, price and findings. Sends nothing and writes nothing.</summary>
public sealed class ShotPlanner : IShotPlanner
{
    private readonly PlanOptions _options;
    private readonly ReferenceSelector _references;
    private readonly bool _isPriceOld;
    private readonly IReadOnlyList<Finding> _modelFindings;
    private readonly IReadOnlyDictionary<string, string> _parameters;

    /// <param name="options">What is asked for.</param>
    /// <param name="files">Looks at images.</param>
    /// <param name="today">The day by which the catalog's dates are judged.</param>
    public ShotPlanner(PlanOptions options, IReferenceFiles files, DateOnly today)
    {
        _options = options;
        _parameters = PlanParameters.Of(options);
        _references = new ReferenceSelector(
            files,
            options.Model.ReferenceLimit,
            options.ExcludeKeyFrame,
            options.IsDryRun ? FindingSeverity.Warning : FindingSeverity.Error);
        _isPriceOld = options.Model.IsPriceOldOn(today);
        _modelFindings = [.. ModelFindings.Of(options, today)];
    }

    /// <summary>The model that it plans for.</summary>
    public CatalogModel Model => _options.Model;

    /// <inheritdoc/>
    public ShotPlan Plan(StoryShot shot, StoryDesigns designs, Take? live = null)
    {
        List<Finding> findings = [.. designs.Findings];
        Storyboard? storyboard = StoredStoryboard.Read(shot, findings);
        ReferenceSelection references = new([], [], []);
        AssetPrompt? prompt = null;
        ShotPromptBuilder? written = _options.Correction is { } correction
            ? designs.Prompts?.With("Correct this of an earlier take, and leave everything else as described: " + correction)
            : designs.Prompts;
        if (storyboard is not null)
        {
            findings.AddRange(DesignFindings.Of(storyboard, designs));
            if (designs is { Visual: { } visual } && written is { } prompts)
            {
                references = _references.Select(shot, storyboard, visual);
                findings.AddRange(references.Findings);
                prompt = Write(prompts, storyboard, findings);
            }
        }

        findings.AddRange(_modelFindings);
        findings.AddRange(ModelFindings.Of(
            _options.Model.Check(_options.Format, references.Slots.Count),
            "-Resolution, -DurationSeconds, -AspectRatio or -Model (--resolution, --duration, --aspect, --model)"));
        decimal? price = _options.Model.PriceOf(_options.Format, references.Slots.Count);
        findings.AddRange(ModelFindings.OfPrice(_options, price, _options.Format.Resolution));
        findings.AddRange(ReferenceSizes.Of(_options, references.Slots));

        return new ShotPlan
        {
            Shot = shot,
            Provider = _options.Provider,
            Model = _options.Model.Id,
            Format = _options.Format,
            Prompt = prompt,
            References = references.Slots,
            LeftOut = references.LeftOut,
            Findings = findings,
            EstimatedCost = price,
            PriceDate = _options.Model.PriceDate,
            IsPriceOld = _isPriceOld,
            ModelReason = _options.ModelReason,
            Charge = _options.IsFree ? 0 : price,
            Output = AssetNames.Video(shot.Address),
            PromptParts = () => storyboard is null || written is null
                ? new Dictionary<string, string>(StringComparer.Ordinal)
                : written.PartsOf(storyboard),
            Parameters = _parameters,
            CameraText = storyboard?.CameraText,
            Correction = _options.Correction,
        };
    }

    private AssetPrompt Write(ShotPromptBuilder prompts, Storyboard storyboard, List<Finding> findings)
    {
        int? limit = _options.Model.PromptTokenLimit;
        AssetPrompt prompt = _options.Compact && limit is { } wanted
            ? prompts.BuildCompact(storyboard, wanted)
            : prompts.Build(storyboard);
        if (prompt.TokensEstimate > limit)
        {
            string remedy = _options.Compact
                ? "all that may be dropped is dropped; shorten the designs or the storyboard"
                : "-Compact (--compact) drops the least useful text first";
            findings.Add(Finding.Warning(
                "prompt-too-long",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the prompt is about {prompt.TokensEstimate} tokens ({TokenEstimate.Method}), and {_options.Model.Id} documents {limit}; {remedy}")));
        }

        return prompt;
    }
}
