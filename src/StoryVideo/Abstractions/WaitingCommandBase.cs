using System.ComponentModel;
using System.Management.Automation;
using System.Security;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Ledger;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Runs;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Abstractions;

/// <summary>
/// A command that goes on with takes which an earlier command has left, in this session or another: takes from the pipeline or
/// their ids, or the takes of shots and stories. All that come in are collected first, so that whoever submits them upstream is
/// not kept waiting.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WaitingCommandBase : TakeCommandBase
{
    protected const string ByTake = "Take";
    protected const string ByShot = "Shot";

    private readonly Dictionary<string, Take> _wanted = new(StringComparer.Ordinal);
    private DateTimeOffset? _until;

    /// <summary>Ids of takes, or the takes themselves.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByTake)]
    [ValidateTakeId]
    [TakeName]
    [ArgumentCompleter(typeof(TakeCompleter))]
    public string[] TakeId { get; set; } = [];

    /// <summary>Id, title or pattern, or the story itself.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByShot)]
    [Alias("StoryId")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string Story { get; set; } = "";

    /// <summary>Ids or labels of scenelets, or patterns.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByShot)]
    [Alias("SceneletId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SceneletCompleter))]
    public string[]? Scenelet { get; set; } = [];

    /// <summary>Numbers or ranges: <c>1, 3-5</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByShot)]
    [ValidateShotIndex]
    [ArgumentCompleter(typeof(ShotIndexCompleter))]
    public string[]? ShotIndex { get; set; } = [];

    /// <summary>
    /// The most time that this command may take, in seconds. What is not done by then stays as adoptable as it was. By default
    /// each take has the time that the catalog gives its model.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 604_800)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>The provider's key, as text or SecureString; by default that of the store's vault or the environment.</summary>
    [Parameter]
    [Secret]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    protected abstract RunGoal Goal { get; }

    protected abstract string Activity { get; }

    protected override void Prepare()
    {
        base.Prepare();
        _until = TimeoutSeconds is { } seconds ? TimeProvider.System.GetUtcNow().AddSeconds(seconds) : null;
        if (!IsPreview)
        {
            Settings = ApiKeys.Settle(this, Settings, ApiKey);
        }
    }

    protected sealed override Task ProcessAsync(CancellationToken stop) => ParameterSetName == ByTake
        ? ForEachAsync(TakeId, AddAsync, stop)
        : AddShotsAsync(stop);

    protected sealed override async Task EndAsync(CancellationToken stop)
    {
        if (_wanted.Count == 0)
        {
            return;
        }

        RunBars bars = new(WriteProgressAsync, Activity, _wanted.Count, cap: null, TimeProvider.System);
        FinishTakes work = new(Studio, Goal, _until) { Progress = bars };
        await bars.ShowWhileAsync(
            async () =>
            {
                await foreach (FinishedTake finished in work.RunAsync([.. _wanted.Values], stop))
                {
                    bars.Add(finished);
                    await WriteAsync(finished);
                }
            },
            stop);
    }

    /// <summary>Whether the operator agrees; asked on the pipeline's thread.</summary>
    protected virtual bool Confirm(Take take) => true;

    /// <summary>Says what became of one take.</summary>
    protected abstract Task WriteAsync(FinishedTake finished);

    private async Task AddAsync(Take take)
    {
        if (await OnPipelineAsync(() => Confirm(take)))
        {
            _wanted.TryAdd(take.Id, take);
        }
    }

    /// <summary>Of a story, and of a pattern, those that are on their way; of one shot, where none is, its last.</summary>
    private async Task AddShotsAsync(CancellationToken stop)
    {
        bool isOne = Scenelet is { Length: 1 } && ShotIndex is { Length: 1 };
        try
        {
            ShotFilter shots = ShotNames.Filter(this, Scenelet, ShotIndex);
            isOne = isOne && ShotFinder.IsExact(Story, shots);
            List<Take> takes = await Takes.TakesAsync(Story, new() { Shots = shots, Kind = AssetKind.Video }, stop).ToListAsync(stop);
            Take[] live = [.. takes.Where(static t => t.State.IsLive())];
            Take[] meant = live.Length > 0 || !isOne ? live : [.. takes.TakeLast(1)];
            if (meant.Length == 0 && isOne)
            {
                throw new RunRefusedException(
                    "take-not-found", $"Shot {Scenelet![0]}#{ShotIndex![0]} of '{Story}' has no take yet.");
            }

            foreach (Take take in meant)
            {
                await AddAsync(take);
            }
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(isOne ? $"{Scenelet![0]}#{ShotIndex![0]}" : Story));
        }
    }
}
