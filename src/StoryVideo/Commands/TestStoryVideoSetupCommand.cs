using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>What is there on this machine, what is missing, and how to get it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "StoryVideoSetup")]
[OutputType(typeof(SetupCheck))]
public sealed class TestStoryVideoSetupCommand : AsyncCommandBase
{
    private StudioSettings _settings = new();

    protected override void Prepare() => _settings = StoreConnections.Current(StoreConnections.Folder(this));

    protected override async Task EndAsync(CancellationToken stop)
    {
        CheckSetup setup = new(_settings, TimeProvider.System);
        await foreach (SetupCheck check in setup.RunAsync().WithCancellation(stop))
        {
            await WriteObjectAsync(check);
        }
    }
}
