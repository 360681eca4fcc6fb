using System.Data.Common;

namespace StoryVideo.Storage;

/// <summary>A connection with a transaction in which nobody else writes.</summary>
internal sealed record WriteSession(DbConnection Connection, DbTransaction Transaction) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
