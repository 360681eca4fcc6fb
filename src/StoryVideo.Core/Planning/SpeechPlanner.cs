using System.Globalization;
using System.Text;
using StoryVideo.Catalog;
using StoryVideo.Ledger;
using StoryVideo.Prompting;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Planning;

/// <summary>Makes the plan of what is said in a shot: lines, voices, requests, price and findings. Sends nothing and writes nothing.</summary>
public sealed class SpeechPlanner
{
    /// <summary>Film dialogue has two or three words a second; more than this is hurried.</summary>
    public const double MostWordsPerSecond = 3;

    private const double LikelyWordsPerSecond = 2.5;
    private const double PauseSeconds = 0.4;

    // Nobody speaks more slowly than a word a second, with two seconds around each line: no answer is longer than what was reserved.
    private const double LongestPauseSeconds = 2;

    private readonly SpeechOptions _options;
    private readonly IReadOnlyList<Finding> _modelFindings;

    /// <param name="options">What is asked for.</param>
    /// <param name="today">The day by which the catalog's dates are judged.</param>
    public SpeechPlanner(SpeechOptions options, DateOnly today)
    {
        _options = options;
        _modelFindings = [.. ModelFindings.Of(options, today)];
    }

    /// <param name="shot">The shot.</param>
    /// <param name="designs">Its story's documents.</param>
    /// <param name="clipSeconds">Length of its clip; null where it has none.</param>
    public SpeechPlan Plan(StoryShot shot, StoryDesigns designs, double? clipSeconds)
    {
        List<Finding> findings = [.. designs.Findings.Where(static f => f.Code.StartsWith("audio-", StringComparison.Ordinal))];
        Storyboard? storyboard = StoredStoryboard.Read(shot, findings);
        IReadOnlyList<SpokenLine> lines = storyboard?.Lines ?? [];
        Dictionary<string, SpeechVoice> voices = lines.Select(static l => l.Speaker).Distinct(StringComparer.Ordinal)
            .ToDictionary(static s => s, s => SpeechVoices.Of(s, designs.Audio, findings), StringComparer.Ordinal);
        PromptInstructions instructions = designs.Instructions.Of(AssetKind.Audio);
        SpeechPart[] parts = [.. Divide(lines).Select(part => PartOf(part, voices, designs.Audio, instructions))];
        decimal? price = parts.Length == 0 ? 0 : PriceOf(parts, lines);
        SpeechPlan plan = new(shot)
        {
            Provider = _options.Provider,
            Model = _options.Model.Id,
            Parts = parts,
            Words = lines.Sum(static l => l.Words),
            ClipSeconds = clipSeconds ?? VideoFormat.Default.DurationSeconds,
            Prompt = storyboard is null || parts.Length == 0 ? null : PromptOf(parts),
            PromptParts = () => PartsOf(lines, voices, designs.Audio, instructions),
            References = [],
            LeftOut = [],
            Findings = [],
            EstimatedCost = price,
            PriceDate = _options.Model.PriceDate,
            Charge = _options.IsFree ? 0 : price,
            Output = AssetNames.Audio(shot.Address),
            Parameters = clipSeconds is { } seconds ? SpeechOptions.ParametersOf(seconds) : Nothing,
        };
        return plan with { Findings = parts.Length == 0 ? findings : [.. findings, .. FindingsOf(plan, clipSeconds)] };
    }

    private static Dictionary<string, string> Nothing => new(StringComparer.Ordinal);

    private IEnumerable<Finding> FindingsOf(SpeechPlan plan, double? clipSeconds)
    {
        if (plan.WordsPerSecond > MostWordsPerSecond)
        {
            string clip = clipSeconds is null ? "that clips are made with" : "of its clip";
            yield return Finding.Warning("too-many-words", string.Create(
                CultureInfo.InvariantCulture,
                $"{plan.Words} words in the {plan.ClipSeconds:0.#} s {clip} are {plan.WordsPerSecond:0.0} a second, and people say {MostWordsPerSecond:0} at most: the speech will be longer than the picture; shorten the lines"));
        }

        foreach (Finding finding in _modelFindings.Concat(ModelFindings.OfPrice(_options, plan.EstimatedCost, "speech")))
        {
            yield return finding;
        }

        if (_options.Model.PromptTokenLimit is { } limit && plan.Parts.Any(p => TokenEstimate.Of(p.Text) > limit))
        {
            yield return Finding.Error("prompt-too-long", $"its lines are more than the {limit} tokens that {_options.Model.Id} takes; divide the shot");
        }
    }

    /// <summary>The lines in their order, divided where a further speaker would be one too many.</summary>
    private IEnumerable<List<SpokenLine>> Divide(IReadOnlyList<SpokenLine> lines)
    {
        int most = Math.Clamp(_options.Model.SpeakerLimit, 1, 2);
        List<SpokenLine> part = [];
        foreach (SpokenLine line in lines)
        {
            if (part.Select(static l => l.Speaker).Append(line.Speaker).Distinct(StringComparer.Ordinal).Count() > most)
            {
                yield return part;
                part = [];
            }

            part.Add(line);
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static SpeechPart PartOf(
        List<SpokenLine> lines, Dictionary<string, SpeechVoice> voices, AudioDesign? audio, PromptInstructions instructions)
    {
        StringBuilder text = new();
        foreach (string instruction in instructions.Items)
        {
            text.Append("- ").Append(instruction).Append('\n');
        }

        foreach (string speaker in lines.Select(static l => l.Speaker).Distinct(StringComparer.Ordinal))
        {
            if (audio?.VoiceTextOf(speaker) is { } like)
            {
                text.Append("- The voice of ").Append(voices[speaker].Speaker).Append(": ").Append(OneLine(like)).Append('\n');
            }
        }

        foreach ((int index, SpokenLine line) in lines.Index().Where(static l => l.Item.Delivery is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $"- Line {index + 1}: {OneLine(line.Delivery!)}\n");
        }

        text.Append("\nTranscript:\n");
        foreach (SpokenLine line in lines)
        {
            text.Append(voices[line.Speaker].Speaker).Append(": ").Append(OneLine(line.Text)).Append('\n');
        }

        return new SpeechPart(
            [.. lines.Select(l => voices[l.Speaker]).Distinct()],
            text.ToString().TrimEnd('\n'),
            lines.Sum(static l => (l.Words / LikelyWordsPerSecond) + PauseSeconds));
    }

    // What a line says beyond its end would be another speaker's.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private decimal? PriceOf(SpeechPart[] parts, IReadOnlyList<SpokenLine> lines)
    {
        double seconds = lines.Sum(static l => l.Words + LongestPauseSeconds);
        return _options.Model.PriceOfTokens(
            parts.Sum(static p => (long)TokenEstimate.Most(p.Text)), (long)Math.Ceiling(seconds * (_options.Model.TokensPerSecond ?? 0)));
    }

    private static AssetPrompt PromptOf(SpeechPart[] parts)
    {
        string text = string.Join("\n\n", parts.Select(static p => p.Text));
        return new AssetPrompt { Text = text, TokensEstimate = TokenEstimate.Of(text), Dropped = [] };
    }

    private static Dictionary<string, string> PartsOf(
        IReadOnlyList<SpokenLine> lines, Dictionary<string, SpeechVoice> voices, AudioDesign? audio, PromptInstructions instructions)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal)
        {
            ["instructions"] = string.Join('\n', instructions.Items),
            ["lines"] = string.Join('\n', lines.Select(static l => $"{l.Speaker}\0{l.Text}\0{l.Delivery}")),
        };
        foreach ((string speaker, SpeechVoice voice) in voices)
        {
            parts["voice " + speaker] = $"{voice.Voice}\n{audio?.VoiceTextOf(speaker)}";
        }

        return parts;
    }
}
