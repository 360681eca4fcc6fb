using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Errors;
using StoryVideo.Formatting;
using StoryVideo.Ledger;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Commands;

/// <summary>
/// Fetches the clips of takes, verifies them and makes them their shots' clips; waits for those that are still being generated.
/// Pays nothing. An earlier clip is kept among the takes.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "ShotTake", DefaultParameterSetName = ByTake, SupportsShouldProcess = true)]
[OutputType(typeof(ShotVideoResult))]
public sealed class ReceiveShotTakeCommand : WaitingCommandBase
{
    protected override RunGoal Goal => RunGoal.Fetched;

    protected override string Activity => "Fetching clips";

    // What has ended has nothing to fetch, and is only told of.
    protected override bool Confirm(Take take) =>
        ShouldProcess(TakeWords.Name(take), take.State.IsLive() ? "Fetch its clip, which is paid for already" : "Tell where its clip is");

    protected override Task WriteAsync(FinishedTake finished) =>
        finished is { Take.State: TakeState.Succeeded, Result: { Error: null } result }
            ? WriteObjectAsync(result)
            : WriteErrorAsync(finished.Take.ToErrorRecord(finished.Error));
}
