using System.Management.Automation;
using System.Security;
using StoryVideo.Abstractions;
using StoryVideo.Completers;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Ledger;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Commands;

/// <summary>
/// Settles takes whose answer was lost, which only somebody who sees the provider's console and bill can do: adopts the
/// operation, fetches the clip from where it lies, or gives the take up.
/// </summary>
[Cmdlet(
    VerbsDiagnostic.Resolve, "ShotTake", DefaultParameterSetName = "Operation", SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Take))]
public sealed class ResolveShotTakeCommand : TakeCommandBase
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private bool _asks;

    /// <summary>Ids of takes, or the takes themselves.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateTakeId]
    [TakeName]
    [ArgumentCompleter(typeof(TakeCompleter))]
    public string[] TakeId { get; set; } = [];

    /// <summary>The provider knows the work by this name.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Operation")]
    [ValidateNotNullOrEmpty]
    public string Operation { get; set; } = "";

    /// <summary>The clip lies here.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Uri")]
    [ValidateNotNullOrEmpty]
    public string Uri { get; set; } = "";

    /// <summary>Nothing will come of it; its price stays counted as spent.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "WriteOff")]
    public SwitchParameter WriteOff { get; set; }

    /// <summary>The provider's key, as text or SecureString; by default that of the store's vault or the environment.</summary>
    [Parameter(ParameterSetName = "Operation")]
    [Parameter(ParameterSetName = "Uri")]
    [Secret]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    protected override void Prepare()
    {
        base.Prepare();

        // Giving up is for good and asks by itself; the other two ask where they are told to.
        _asks = WriteOff || IsPreview || Preferences.Confirms(this, ConfirmImpact.Medium);
        if (!WriteOff && !IsPreview)
        {
            Settings = ApiKeys.Settle(this, Settings, ApiKey);
        }
    }

    protected override Task ProcessAsync(CancellationToken stop) => ForEachAsync(TakeId, take => SettleAsync(take, stop), stop);

    private async Task SettleAsync(Take take, CancellationToken stop)
    {
        if (!WriteOff && !_used.Add(Operation + Uri))
        {
            throw new RunRefusedException(
                "resolve-one", $"{Operation}{Uri} is one take's, and was given for take {take.Id} as well. Settle takes one by one.");
        }

        if (!ResolveTake.Open.Contains(take.State))
        {
            throw new RunRefusedException(
                "take-not-unknown", $"Take {take.Id} is {take.State.Name()}, and there is nothing left to settle.");
        }

        if (!_asks || await OnPipelineAsync(() => ShouldProcess(TakeWords.Name(take), Words())))
        {
            await WriteObjectAsync(await SettledAsync(take, new ResolveTake(Studio), stop));
        }
    }

    private async Task<Take> SettledAsync(Take take, ResolveTake resolve, CancellationToken stop)
    {
        if (WriteOff)
        {
            return await resolve.WriteOffAsync(take.Id, stop);
        }

        if (Operation.Length > 0)
        {
            return await resolve.AdoptAsync(take.Id, Operation, stop);
        }

        AssetResult result = await resolve.FetchAsync(take.Id, Uri, stop);
        Take now = await Takes.GetAsync(take.Id, stop);
        if (result.Error is { } error)
        {
            await WriteErrorAsync(now.ToErrorRecord(error));
        }

        return now;
    }

    private string Words() =>
        WriteOff ? "Write off: its price stays counted as spent, and the shot may be made again"
        : Operation.Length > 0 ? $"Adopt the operation {Operation}"
        : $"Fetch the clip from {Uri}";
}
