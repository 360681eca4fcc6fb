using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Runs;

/// <summary>
/// What differs between kinds of assets when they are made: the service, its call, and what a whole result is. Everything else,
/// the money and the files above all, is the same for all of them.
/// </summary>
internal interface IAssetMaker
{
    /// <summary>Who is asked.</summary>
    IModelService Service { get; }

    /// <summary>Where a call starts work that goes on by itself and is fetched later; null where its answer carries the result.</summary>
    IVideoProvider? Operations { get; }

    /// <summary>What a result is called in sentences: <c>clip</c>, <c>image</c>.</summary>
    string Noun { get; }

    /// <summary>Everything of a call that can be done, and can fail, before anything is reserved or sent.</summary>
    Task<PreparedCall> PrepareAsync(AssetPlan plan, CancellationToken stop);

    /// <summary>
    /// The call to the byte, as it would be sent; null where nothing leaves this machine, or where it takes several requests.
    /// </summary>
    /// <exception cref="IOException">An image cannot be read, or not be made small enough.</exception>
    Task<OutgoingRequest?> WriteAsync(AssetPlan plan, CancellationToken stop) => Task.FromResult<OutgoingRequest?>(null);

    /// <summary>Looks whether a result is whole, and by its bytes which extension its file gets.</summary>
    ResultCheck Inspect(Stream file);

    /// <summary>What of a result is other than was asked for; it is paid for and kept all the same.</summary>
    IEnumerable<Finding> Differences(Take take, string file);
}
