using StoryVideo.Cli.Commands;
using StoryVideo.References;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Plans;

namespace StoryVideo.Cli.Output;

/// <summary>Shows a run: results as they come, findings and progress beside them, the sum at the end.</summary>
internal sealed class RunView : IDisposable
{
    private readonly Terminal _terminal;
    private readonly bool _isVerbose;
    private readonly ResultLine? _lines;
    private ResultTable? _table;
    private WorkflowStep? _step;
    private bool _isOneOfSeveral;
    private readonly Dictionary<string, (string First, int Count)> _warnings = new(StringComparer.Ordinal);

    public RunView(Terminal terminal, bool isJson, bool isVerbose)
    {
        _terminal = terminal;
        _isVerbose = isVerbose;
        _lines = isJson ? new ResultLine(terminal.Out) : null;
    }

    /// <summary>Results are lines for scripts.</summary>
    public bool IsJson => _lines is not null;

    /// <summary>Of the whole run.</summary>
    public RunTally Tally { get; } = new();

    private RunTally StepTally { get; set; } = new();

    /// <param name="step">What comes now.</param>
    /// <param name="isOneOfSeveral">The run has other steps as well: each is announced, and summed up by itself.</param>
    public void BeginStep(WorkflowStep step, bool isOneOfSeveral)
    {
        _step = step;
        _isOneOfSeveral = isOneOfSeveral;
        StepTally = new RunTally();
        _table = IsJson ? null : new ResultTable(_terminal, step.Request is VisualReferenceRequest ? "image" : "shot");
        if (isOneOfSeveral)
        {
            _terminal.Say($"{step.Task}:");
        }
    }

    /// <summary>Shows what the step came to.</summary>
    public void EndStep()
    {
        _table?.End();
        _table = null;
        SayWarnings();
        if (_isOneOfSeveral && _step is { } step)
        {
            _lines?.Write(StepTally, "step", step.Task);
            _terminal.Say($"{step.Task}: {Sum(StepTally, step.Noun)}");
        }
    }

    /// <summary>Takes note of what is wrong with an asset: errors are told at once, warnings by kind unless all are asked for.</summary>
    public void Findings(PlannedAsset shot)
    {
        foreach (Finding finding in shot.Findings)
        {
            string text = $"{shot.Plan.Address}: {finding.Message} [{finding.Code}]";
            if (finding.Severity == FindingSeverity.Error)
            {
                _terminal.Error(text);
            }
            else if (_isVerbose)
            {
                _terminal.Warn(text);
            }
            else
            {
                (string first, int count) = _warnings.GetValueOrDefault(finding.Code, (text, 0));
                _warnings[finding.Code] = (first, count + 1);
            }
        }

        if (_isVerbose)
        {
            Details(shot);
        }
    }

    /// <summary>Tells the warnings, the first of each kind in full.</summary>
    public void SayWarnings()
    {
        foreach ((string text, int count) in _warnings.Values)
        {
            _terminal.Warn(count == 1 ? text : $"{text} And {count - 1} more; --verbose names them.");
        }

        _warnings.Clear();
    }

    /// <param name="result">What became of an asset.</param>
    /// <param name="inOrder">Results come in the order of the story, and can be shown at once.</param>
    public void Add(AssetResult result, bool inOrder)
    {
        Tally.Add(result);
        StepTally.Add(result);
        _lines?.Write(result);
        if (inOrder)
        {
            _table?.Add(result);
        }
        else
        {
            _table?.AddLater(result);
        }
    }

    public void End()
    {
        _table?.End();
        _table = null;
        _lines?.Write(Tally, "summary", task: null);
        SayWarnings();
        _terminal.Say(_isOneOfSeveral ? $"In total, {Sum(Tally, "asset")}" : Sum(Tally, _step?.Noun ?? "shot"));
    }

    private static string Sum(RunTally tally, string noun) => tally.Total == 0
        ? $"{Counted.Of(0, noun)} came to an end."
        : $"{Counted.Of(tally.Total, noun)}: {tally}. Price {Words.Price(tally.EstimatedCost, tally.IsPriceOld)}, spent {Words.Dollars(tally.Spent)}.";

    public void Dispose() => _lines?.Dispose();

    private void Details(PlannedAsset shot)
    {
        _terminal.Say($"{shot.Plan.Address}: {shot.Action.ToString().ToLowerInvariant()}, {shot.Reason}");
        _terminal.Say($"  {shot.Plan.Provider}/{shot.Plan.Model}, {Words.Price(shot.Plan.EstimatedCost, shot.Plan.IsPriceOld)}: {shot.Plan.ModelReason}");
        if (shot.Plan.Prompt is { } prompt)
        {
            _terminal.Say($"  prompt {prompt.Characters} characters, about {prompt.TokensEstimate} tokens"
                + (prompt.Dropped.Count > 0 ? $"; dropped: {string.Join(", ", prompt.Dropped)}" : ""));
        }

        foreach (ReferenceSlot slot in shot.Plan.References)
        {
            _terminal.Say($"  + {Words.Of(slot.Role)} {slot.Id}: {slot.Path}, {slot.Bytes} bytes, {slot.MimeType} ({slot.Reason})");
        }

        foreach (LeftOutReference left in shot.Plan.LeftOut)
        {
            _terminal.Say($"  - {Words.Of(left.Role)} {left.Id}: {left.Reason}");
        }
    }
}
