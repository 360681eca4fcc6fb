using Npgsql;

namespace StoryVideo.Storage;

/// <summary>Where a database is: the path of a SQLite file, or a PostgreSQL address.</summary>
public sealed record StoreLocation
{
    private StoreLocation(StoreEngine engine, string address, string display)
    {
        Engine = engine;
        Address = address;
        Display = display;
    }

    public StoreEngine Engine { get; }

    /// <summary>Full path of the file, or a connection string with its password. Never shown.</summary>
    internal string Address { get; }

    /// <summary>The address without its password.</summary>
    public string Display { get; }

    /// <summary>Whether there is something to open: not a SQLite file that the first import is yet to make.</summary>
    public bool IsThere => Engine == StoreEngine.Postgres || File.Exists(Address);

    /// <param name="database">
    /// A file path, <c>postgres://user:password@host/database</c>, or a connection string such as
    /// <c>Host=…;Database=…;Username=…</c>.
    /// </param>
    /// <param name="baseFolder">What a relative path is relative to.</param>
    /// <exception cref="StoreException">It is none of these.</exception>
    public static StoreLocation Parse(string database, string baseFolder)
    {
        string text = database.Trim();
        if (text.Length == 0)
        {
            throw new StoreException("The database is an empty text. Give a file path or a postgres:// address.");
        }

        try
        {
            if (text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase))
            {
                return Postgres(FromUri(new Uri(text)));
            }

            if (text.Contains("Host=", StringComparison.OrdinalIgnoreCase)
                || text.Contains("Server=", StringComparison.OrdinalIgnoreCase))
            {
                return Postgres(new NpgsqlConnectionStringBuilder(text));
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
#pragma warning disable MA0054 // The parser's own words may quote the text, and with it the password.
            throw new StoreException("The PostgreSQL address cannot be read. Write postgres://user:password@host:5432/database.");
#pragma warning restore MA0054
        }

        string path = Path.GetFullPath(text, baseFolder);
        return new StoreLocation(StoreEngine.Sqlite, path, path);
    }

    public override string ToString() => Display;

    private static StoreLocation Postgres(NpgsqlConnectionStringBuilder builder)
    {
        builder.ApplicationName ??= "storyvideo";
        string display = $"postgres://{builder.Host}:{builder.Port}/{builder.Database}";
        return new StoreLocation(StoreEngine.Postgres, builder.ConnectionString, display);
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        if (uri.Host.Length == 0)
        {
            throw new FormatException("The address names no host.");
        }

        string[] user = uri.UserInfo.Split(':', 2);
        NpgsqlConnectionStringBuilder builder = new()
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')),
        };
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (string pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split('=', 2);
            string key = Uri.UnescapeDataString(parts[0]);
            builder[key == "sslmode" ? "SSL Mode" : key] = Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? "");
        }

        return builder;
    }
}
