using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Dapper;
using Npgsql;
using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Support;

/// <summary>
/// The PostgreSQL server of a test run: that of <see cref="Variable"/>, else one that is started from the installed programs
/// on a free loopback port, in a folder of its own. It ends with this process, however that ends.
/// </summary>
internal sealed class PostgresServer
{
    public const string Variable = "STORYVIDEO_TEST_POSTGRES";

    public const string WhatIsMissing =
        $"PostgreSQL is not installed: apt-get install postgresql, or set {Variable}";

    // The server lives as long as the pipe to this shell is open; then, or at a signal, it is ended and its folder removed.
    private const string Script =
        """
        set -e
        folder=$(mktemp -d "$1/storyvideo-postgres-XXXXXX")
        server=
        trap '[ -z "$server" ] || { kill -QUIT "$server"; wait "$server"; } 2>/dev/null; rm -rf "$folder"' EXIT
        trap 'exit 1' HUP INT TERM
        cd "$folder"
        "$2/initdb" -D data -U storyvideo --auth=trust --encoding=UTF8 --no-locale --no-sync >/dev/null
        "$2/postgres" -D data -k "$folder" -p "$3" -c listen_addresses=127.0.0.1 -c max_connections=300 \
            -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=32MB &
        server=$!
        cat >/dev/null
        """;

    private const string User = "postgres";
    private const int Attempts = 5;

    private static readonly Lazy<Task<PostgresServer?>> s_server = new(StartAsync);

    private readonly ConcurrentBag<string> _clean = [];
    private readonly string _address;
    private readonly bool _isOurs;

    private PostgresServer(string address, bool isOurs)
    {
        _address = address;
        _isOurs = isOurs;
    }

    /// <summary>The server of this run; null where there is none to be had.</summary>
    public static Task<PostgresServer?> FindAsync() => s_server.Value;

    /// <summary>Gives an empty database that nobody else uses: its connection string.</summary>
    public async Task<string> TakeDatabaseAsync()
    {
        if (_clean.TryTake(out string? clean))
        {
            return clean;
        }

        string name = "storyvideo_test_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        await using NpgsqlConnection connection = new(_address);
        await connection.ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(_address) { Database = name, Pooling = true }.ConnectionString;
    }

    /// <summary>Takes a database back. Emptying one takes a tenth of the time of making one; on somebody's own server none is left.</summary>
    public async Task GiveBackDatabaseAsync(string address)
    {
        NpgsqlConnectionStringBuilder database = new(address) { Pooling = false };
        await using NpgsqlConnection connection = new(_isOurs ? database.ConnectionString : _address);
        if (!_isOurs)
        {
            await connection.ExecuteAsync($"DROP DATABASE {database.Database} WITH (FORCE)");
            return;
        }

        await connection.ExecuteAsync(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
            DROP SCHEMA public CASCADE;
            CREATE SCHEMA public;
            """);
        _clean.Add(address);
    }

    private static async Task<PostgresServer?> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            string address = StoreLocation.Parse(given, Environment.CurrentDirectory).Address;
            return new PostgresServer(new NpgsqlConnectionStringBuilder(address) { Pooling = false }.ConnectionString, isOurs: false);
        }

        if (FindPrograms() is not { } programs || (Environment.IsPrivilegedProcess && !await HasUserAsync()))
        {
            return null;
        }

        for (int attempt = 1; ; attempt++)
        {
            int port = FreePort();
            Process shell = Start(programs, port);
            if (await IsReadyAsync(shell, isLast: attempt == Attempts))
            {
                AppDomain.CurrentDomain.ProcessExit += (_, _) => End(shell);
                return new PostgresServer(
                    $"Host=127.0.0.1;Port={port};Username=storyvideo;Database=postgres;Pooling=false;Include Error Detail=true",
                    isOurs: true);
            }

            End(shell);
        }
    }

    /// <summary>The newest installed version's folder of programs.</summary>
    private static string? FindPrograms()
    {
        const string Root = "/usr/lib/postgresql";
        return !Directory.Exists(Root) ? null : Directory.EnumerateDirectories(Root)
            .Select(static folder => Path.Combine(folder, "bin"))
            .Where(static bin => File.Exists(Path.Combine(bin, "initdb")) && File.Exists(Path.Combine(bin, "postgres")))
            .MaxBy(static bin => bin, StringComparer.Ordinal);
    }

    private static async Task<bool> HasUserAsync()
    {
        using Process id = Process.Start(new ProcessStartInfo("id", [User])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await id.WaitForExitAsync();
        return id.ExitCode == 0;
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string programs, int port)
    {
        string[] script =
        [
            "sh", "-c", Script, "sh", Path.GetTempPath(), programs, port.ToString(CultureInfo.InvariantCulture),
        ];

        // initdb will not run as root.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", User, "--", .. script] : script;
        return Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
    }

    /// <summary>False where the port was taken meanwhile.</summary>
    private static async Task<bool> IsReadyAsync(Process shell, bool isLast)
    {
        List<string> said = [];
        while (await shell.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.Contains("ready to accept connections", StringComparison.Ordinal))
            {
                _ = shell.StandardError.ReadToEndAsync();
                return true;
            }

            if (line.Contains("FATAL", StringComparison.Ordinal) && !isLast)
            {
                return false;
            }
        }

        throw new InvalidOperationException($"PostgreSQL does not start:\n{string.Join('\n', said)}");
    }

    private static void End(Process shell)
    {
        shell.StandardInput.Close();
        shell.WaitForExit(TimeSpan.FromSeconds(20));
        shell.Dispose();
    }
}
