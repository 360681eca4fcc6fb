using System.CommandLine;
using System.CommandLine.Parsing;
using StoryVideo.Planning;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;

namespace StoryVideo.Cli.Commands;

/// <summary>Options of a run.</summary>
internal sealed class RunOptions
{
    private readonly Option<RunMode> _mode = new("--mode")
    {
        Description = "default: make what is missing; resume: also try failed ones again; override: a new take of every one",
        HelpName = "default|resume|override",
        DefaultValueFactory = static _ => RunMode.Default,
        CustomParser = OptionValue.Word<RunMode>,
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "everything up to the first paid call; nothing is sent or written" };
    private readonly Option<string?> _provider = new("--provider") { Description = $"who makes them: {string.Join(", ", VideoProviders.Names)}", HelpName = "NAME" };
    private readonly FormatOptions _format = new("model, used as named or refused; auto picks one for each shot when it is planned");

    private readonly Option<ModelPreference?> _prefer = new("--prefer")
    {
        Description = "with --model auto: the cheapest model that can do the shot as planned, or the preferred one",
        HelpName = "price|quality",
        CustomParser = static result => OptionValue.Word<ModelPreference>(result),
    };

    private readonly Option<decimal> _maxCost = new("--max-cost")
    {
        Description = "the most that this run may spend, in US dollars",
        HelpName = "USD",
        CustomParser = OptionValue.Money,
        DefaultValueFactory = static _ => ShotVideoRequest.DefaultMaximumCost,
    };

    private readonly Option<int?> _throttle = new("--throttle")
    {
        Description = "paid calls open at once (else the model's own number)",
        HelpName = "COUNT",
        CustomParser = static result => OptionValue.Count(result),
    };

    private readonly Option<bool> _missing = new("--missing") { Description = "only what has no file on disk" };
    private readonly Option<bool> _stale = new("--stale") { Description = "only what has changed since it was made, or is of another model or format than is named here" };
    private readonly Option<bool> _noKeyFrame = new("--exclude-key-frame") { Description = "send no key frames" };
    private readonly Option<bool> _compact = new("--compact") { Description = "shorten prompts towards the model's limit" };
    private readonly Option<bool> _unpriced = new("--allow-unpriced") { Description = "use a model whose price is not known" };
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "start nothing further after the first failure" };

    /// <param name="command">Where they are said.</param>
    /// <param name="forClips">With those that only clips know.</param>
    public void AddTo(Command command, bool forClips = true)
    {
        Option[] first = [_mode, _dryRun, _provider];
        Option[] clips = forClips ? [_prefer, _noKeyFrame, _compact] : [];
        Option[] last = [_maxCost, _throttle, _missing, _stale, .. clips, _unpriced, _failFast];
        Array.ForEach(first, command.Options.Add);
        if (forClips)
        {
            _format.AddTo(command);
        }
        else
        {
            command.Options.Add(_format.Model);
        }

        Array.ForEach(last, command.Options.Add);
        AddChecksTo(command);
    }

    /// <summary>Those that the mending of clips knows.</summary>
    public void AddRepairTo(Command command)
    {
        Option[] all = [_dryRun, _provider, _format.Model, _maxCost, _unpriced];
        Array.ForEach(all, command.Options.Add);
        AddChecksTo(command);
    }

    public ShotRepairRequest ReadRepair(ParseResult parsed) => new()
    {
        Provider = parsed.GetValue(_provider)?.ToLowerInvariant(),
        Model = parsed.GetValue(_format.Model),
        IsDryRun = parsed.GetValue(_dryRun),
        MaximumCost = parsed.GetValue(_maxCost),
        AllowUnpriced = parsed.GetValue(_unpriced),
    };

    private void AddChecksTo(Command command)
    {
        command.Validators.Add(result =>
        {
            if (result.GetValue(_dryRun) && Said(result, _mode).Equals(nameof(RunMode.Override), StringComparison.OrdinalIgnoreCase))
            {
                result.AddError("--dry-run cannot be combined with --mode override: a dry run shows what a default run would do.");
            }

            if (result.GetResult(_prefer) is not null
                && !Said(result, _format.Model).Equals(ShotVideoRequest.AutoModel, StringComparison.OrdinalIgnoreCase))
            {
                result.AddError("--prefer goes with --model auto.");
            }

            string provider = Said(result, _provider);
            if (provider.Length > 0 && !VideoProviders.Names.Contains(provider, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"--provider: there is no '{provider}'. There is: {string.Join(", ", VideoProviders.Names)}.");
            }
        });
    }

    public ShotVideoRequest Read(ParseResult parsed, ShotOptions shots) => new()
    {
        Provider = parsed.GetValue(_provider)?.ToLowerInvariant(),
        Model = parsed.GetValue(_format.Model),
        Prefer = parsed.GetValue(_prefer),
        Format = _format.Read(parsed),
        IsFormatNamed = _format.IsNamed(parsed),
        Mode = parsed.GetValue(_mode),
        IsDryRun = parsed.GetValue(_dryRun),
        MaximumCost = parsed.GetValue(_maxCost),
        ThrottleLimit = parsed.GetValue(_throttle),
        OnlyMissing = parsed.GetValue(_missing),
        OnlyStale = parsed.GetValue(_stale),
        ExcludeKeyFrame = parsed.GetValue(_noKeyFrame),
        Compact = parsed.GetValue(_compact),
        AllowUnpriced = parsed.GetValue(_unpriced),
        FailFast = parsed.GetValue(_failFast),
        Filter = shots.Read(parsed),
    };

    /// <summary>What is asked of images: all that is asked of every run, and what is asked of these.</summary>
    /// <inheritdoc cref="ReadAssets"/>
    public AssetRequest ReadImages(ParseResult parsed, ImageTaskRequest request, string? model, bool isOneOfSeveral) =>
        ReadAssets(parsed, request, model, isOneOfSeveral);

    /// <summary>What is asked of anything but clips.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="request">What is asked of these.</param>
    /// <param name="model">The model of these; null leaves it open.</param>
    /// <param name="isOneOfSeveral">Clips are made as well: <c>--model</c> is theirs, and their provider may make no images.</param>
    public AssetRequest ReadAssets(ParseResult parsed, AssetRequest request, string? model = null, bool isOneOfSeveral = false)
    {
        string? provider = parsed.GetValue(_provider)?.ToLowerInvariant();
        bool isElsewhere = isOneOfSeveral && provider is not null && !VideoProviders.ImageNames.Contains(provider, StringComparer.Ordinal);
        return request with
        {
            Provider = isElsewhere ? null : provider,
            Model = model ?? (isOneOfSeveral ? null : parsed.GetValue(_format.Model)),
            Mode = parsed.GetValue(_mode),
            IsDryRun = parsed.GetValue(_dryRun),
            MaximumCost = parsed.GetValue(_maxCost),
            ThrottleLimit = parsed.GetValue(_throttle),
            OnlyMissing = parsed.GetValue(_missing),
            OnlyStale = parsed.GetValue(_stale),
            AllowUnpriced = parsed.GetValue(_unpriced),
            FailFast = parsed.GetValue(_failFast),
        };
    }

    // What stands on the command line: a value that cannot be read has its own error already.
    private static string Said(CommandResult result, Option option) =>
        result.GetResult(option)?.Tokens is [{ Value: { } value }] ? value : "";
}
