using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Ledger;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Commands;

/// <summary>The attempts at shots and designs as the ledger has them now, oldest first: the record of what was paid for.</summary>
[Cmdlet(VerbsCommon.Get, "ShotTake")]
[OutputType(typeof(Take))]
public sealed class GetShotTakeCommand : StoreCommandBase
{
    private TakeFinder? _finder;

    /// <summary>Id, title or pattern, or the story itself; all stories where none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("StoryId")]
    [SupportsWildcards]
    [StoryName]
    [ArgumentCompleter(typeof(StoryCompleter))]
    public string? Story { get; set; }

    /// <summary>Ids or labels of scenelets, or patterns.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("SceneletId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SceneletCompleter))]
    public string[]? Scenelet { get; set; } = [];

    /// <summary>Numbers or ranges: <c>1, 3-5</c>.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateShotIndex]
    [ArgumentCompleter(typeof(ShotIndexCompleter))]
    public string[]? ShotIndex { get; set; } = [];

    /// <summary>Ids of characters, or patterns: takes of their model sheets.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DesignCompleter))]
    public string[]? Character { get; set; }

    /// <summary>Ids of environments, or patterns: takes of their references.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DesignCompleter))]
    public string[]? Environment { get; set; }

    /// <summary>Exactly these takes, by id or as they were read before; nothing else is then asked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [TakeName]
    [ArgumentCompleter(typeof(TakeCompleter))]
    public string[]? TakeId { get; set; }

    /// <summary>Only takes in one of these states.</summary>
    [Parameter]
    [TakeStateName]
    public TakeState[] State { get; set; } = [];

    protected override async Task BeginAsync(CancellationToken stop)
    {
        await base.BeginAsync(stop);
        _finder = new TakeFinder(Studio);
    }

    protected override async Task ProcessAsync(CancellationToken stop)
    {
        if (TakeId is not { Length: > 0 })
        {
            await WriteAsync(() => WriteTakesAsync(stop), Story);
            return;
        }

        foreach (string id in TakeId)
        {
            await WriteAsync(() => WriteTakeAsync(id, stop), id);
        }
    }

    private async Task WriteAsync(Func<Task> write, object? target)
    {
        try
        {
            await write();
        }
        catch (RunRefusedException e)
        {
            await WriteErrorAsync(e.ToErrorRecord(target));
        }
    }

    private async Task WriteTakeAsync(string id, CancellationToken stop)
    {
        Take take = await _finder!.GetAsync(id, stop);
        if (State.Length == 0 || State.Contains(take.State))
        {
            await WriteObjectAsync(take);
        }
    }

    private Task WriteTakesAsync(CancellationToken stop)
    {
        TakeSearch search = new()
        {
            Shots = ShotNames.Filter(this, Scenelet, ShotIndex),
            Characters = DesignNames.Said(Character),
            Environments = DesignNames.Said(Environment),
            States = State,
        };
        return WriteObjectsAsync(_finder!.TakesAsync(Story, search, stop), stop);
    }
}
