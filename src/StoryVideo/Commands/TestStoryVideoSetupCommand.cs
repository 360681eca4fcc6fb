using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>What is there on this machine, what is missing, and how to get it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "StoryVideoSetup")]
[OutputType(typeof(SetupCheck))]
public sealed class TestStoryVideoSetupCommand : AsyncCommandBase
{
    private const string KeyCheck = "Gemini key";

    private StudioSettings _settings = new();
    private SecretAddress? _secret;

    protected override void Prepare()
    {
        _settings = StoreConnections.Current(StoreConnections.Folder(this));
        _secret = StoreConnections.Secret;
    }

    protected override async Task EndAsync(CancellationToken stop)
    {
        CheckSetup setup = new(_settings, TimeProvider.System);
        await foreach (SetupCheck check in setup.RunAsync().WithCancellation(stop))
        {
            await WriteObjectAsync(check.Name == KeyCheck && _secret is not null
                ? new SetupCheck(KeyCheck, SetupState.Ok, $"the {_secret}, which is read when a command needs it")
                : check);
        }
    }
}
