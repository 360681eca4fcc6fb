using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Errors;
using StoryVideo.Ledger;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Takes;

namespace StoryVideo.Commands;

/// <summary>
/// Waits until takes are generated or have ended, and gives each out as it then stands. Fetches nothing and pays nothing.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "ShotTake", DefaultParameterSetName = ByTake)]
[OutputType(typeof(Take))]
public sealed class WaitShotTakeCommand : WaitingCommandBase
{
    protected override RunGoal Goal => RunGoal.Generated;

    protected override string Activity => "Waiting for clips";

    // How a take ended is in the take; an error is what kept this command from seeing it end.
    protected override Task WriteAsync(FinishedTake finished) =>
        finished.Take.State.IsLive() && finished.Take.State != TakeState.Generated && finished.Error is { } error
            ? WriteErrorAsync(finished.Take.ToErrorRecord(error))
            : WriteObjectAsync(finished.Take);
}
