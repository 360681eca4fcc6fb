using StoryVideo.Storage;

namespace StoryVideo.Core.Tests.Storage;

public sealed class StoreLocationTests
{
    private const string Secret = "s3cret p@ss/word";

    [Theory]
    [InlineData("story.db", "/base/story.db")]
    [InlineData("/elsewhere/story.db", "/elsewhere/story.db")]
    [InlineData(" ../story.db ", "/story.db")]
    public void A_path_is_a_SQLite_file(string text, string expected)
    {
        StoreLocation location = StoreLocation.Parse(text, "/base");

        Assert.Equal((StoreEngine.Sqlite, expected), (location.Engine, location.Display));
    }

    [Theory]
    [InlineData("postgres://maker:s3cret%20p%40ss%2Fword@db.example:6543/tales?sslmode=require")]
    [InlineData("postgresql://maker:s3cret%20p%40ss%2Fword@db.example:6543/tales")]
    [InlineData("Host=db.example;Port=6543;Database=tales;Username=maker;Password=s3cret p@ss/word")]
    [InlineData("Server=db.example;Port=6543;Database=tales;User Id=maker;Password=s3cret p@ss/word")]
    public void An_address_is_PostgreSQL_and_shows_no_password(string text)
    {
        StoreLocation location = StoreLocation.Parse(text, "/base");

        Assert.Equal((StoreEngine.Postgres, "postgres://db.example:6543/tales"), (location.Engine, location.ToString()));
        Npgsql.NpgsqlConnectionStringBuilder address = new(location.Address);
        Assert.Equal(("maker", Secret, "storyvideo"), (address.Username, address.Password, address.ApplicationName));
    }

    [Fact]
    public void The_port_may_be_left_out() =>
        Assert.Equal("postgres://localhost:5432/tales", StoreLocation.Parse("postgres://localhost/tales", "/").Display);

    [Theory]
    [InlineData("postgres://")]
    [InlineData("postgres://maker:s3cret@host:notaport/tales")]
    [InlineData("postgres://maker:s3cret@host/tales?nonsense=s3cret")]
    [InlineData("Host=db;Password=s3cret;Nonsense=s3cret")]
    [InlineData("  ")]
    public void What_cannot_be_read_is_refused_without_being_quoted(string text)
    {
        StoreException refused = Assert.Throws<StoreException>(() => StoreLocation.Parse(text, "/base"));

        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_without_the_password()
    {
        StoreLocation nowhere = StoreLocation.Parse("postgres://maker:s3cret@127.0.0.1:1/tales", "/");

        StoreException refused = await Assert.ThrowsAsync<StoreException>(
            () => StoryDatabase.OpenAsync(nowhere, StoreAccess.Read, TimeProvider.System, CancellationToken.None));

        Assert.Contains("postgres://127.0.0.1:1/tales", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.ToString(), StringComparison.Ordinal);
    }
}
