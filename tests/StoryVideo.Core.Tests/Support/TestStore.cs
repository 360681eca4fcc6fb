using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Support;

/// <summary>A fresh database of one engine, gone after the test.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly PostgresServer? _server;

    private TestStore(StoreEngine engine, string address, PostgresServer? server)
    {
        Engine = engine;
        Address = address;
        _server = server;
    }

    public StoreEngine Engine { get; }

    /// <summary>As an operator would give it: a file or a connection string.</summary>
    public string Address { get; }

    /// <summary>A database that does not exist yet, or is empty; skips the test where the engine is not on this machine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="folder">Where a file may lie.</param>
    public static async Task<TestStore> CreateAsync(StoreEngine engine, string folder)
    {
        if (engine == StoreEngine.Sqlite)
        {
            return new TestStore(engine, Path.Combine(folder, "storyvideo.db"), null);
        }

        PostgresServer? server = await PostgresServer.FindAsync();
        Skip.If(server is null, PostgresServer.WhatIsMissing);
        return new TestStore(engine, await server.TakeDatabaseAsync(), server);
    }

    public Task<StoryDatabase> OpenAsync(StoreAccess access = StoreAccess.Write, TimeProvider? time = null) =>
        StoryDatabase.OpenAsync(StoreLocation.Parse(Address, "/"), access, time ?? TimeProvider.System, CancellationToken.None);

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using DbConnection connection = Connect();
        await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<T?> ScalarAsync<T>(string sql, object? parameters = null)
    {
        await using DbConnection connection = Connect();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using DbConnection connection = Connect();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.GiveBackDatabaseAsync(Address);
        }
    }

    private DbConnection Connect() => Engine == StoreEngine.Sqlite
        ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Address, Pooling = false }.ConnectionString)
        : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Address) { Pooling = false }.ConnectionString);
}
