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

    protected override void Prepare()
    {
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
        StoryStore store = StoryStore.Of(settings);
        if ((Database ?? Assets ?? Prompts) is not null)
        {
            StoreConnections.Connect(settings);
        }
        else
        {
            StoreConnections.Disconnect();
        }

        WriteObject(store);
    }

    private string? PathOf(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);
}
