using System.Management.Automation;
using StoryVideo.Abstractions;
using StoryVideo.Formatting;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Commands;

/// <summary>
/// Chooses database and assets folder for this runspace; without parameters, goes back to the usual ones.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "StoryStore")]
[OutputType(typeof(StoryStore))]
public sealed class ConnectStoryStoreCommand : AsyncCommandBase
{
    /// <summary>A SQLite file or a PostgreSQL address.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Database { get; set; }

    /// <summary>The folder of images and clips.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Assets { get; set; }

    /// <summary>A folder with instruction files of one's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Prompts { get; set; }

    /// <summary>The name under which a SecretManagement vault keeps the provider's key; read when a command needs it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>That vault; by default the default one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretVault { get; set; }

    protected override void Prepare()
    {
        if (SecretVault is not null && SecretName is null)
        {
            throw new RunRefusedException("secret-unnamed", "-SecretVault says where, and -SecretName is missing, which says what.");
        }

        string folder = StoreConnections.Folder(this);
        StudioSettings settings = new()
        {
            BaseFolder = folder,
            Database = Database is null || StoreLocation.Parse(Database, folder).Engine == StoreEngine.Postgres
                ? Database
                : PathOf(Database),
            Assets = PathOf(Assets),
            Prompts = PathOf(Prompts),
        };
        SecretAddress? secret = SecretName is null ? null : new SecretAddress(SecretName, SecretVault);
        StoryStore store = StoryStore.Of(settings, secret?.ToString());
        if ((Database ?? Assets ?? Prompts ?? SecretName) is not null)
        {
            StoreConnections.Connect(new StoreConnection(settings, secret));
        }
        else
        {
            StoreConnections.Disconnect();
        }

        WriteObject(store);
    }

    private string? PathOf(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);
}
