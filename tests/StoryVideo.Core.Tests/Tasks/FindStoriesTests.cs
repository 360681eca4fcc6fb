using StoryVideo.Core.Tests.Support;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Tasks;

public abstract class FindStoriesTests(StoreEngine engine) : StoreTests(engine)
{
    private StudioBench Bench => field ??= new StudioBench(Folder, Store);

    [SkippableTheory]
    [InlineData(null, "A-1 B-2 C-3")]
    [InlineData("b-2", "B-2")]
    [InlineData("the paper boat", "A-1")]
    [InlineData("The Paper*", "A-1 B-2")]
    [InlineData("?-3", "C-3")]
    [InlineData("Paper", "")]
    public async Task A_story_is_found_by_id_title_or_pattern_in_any_letter_case(string? name, string expected)
    {
        await ImportAsync(("A-1", "The Paper Boat"), ("B-2", "The Paper Ship"), ("C-3", "Snow"));
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);

        IReadOnlyList<Story> found = await new FindStories(studio).FindAsync(name, CancellationToken.None);

        Assert.Equal(expected, string.Join(' ', found.Select(static s => s.Id).Order(StringComparer.Ordinal)));
    }

    [SkippableFact]
    public async Task An_id_wins_over_a_title_that_reads_the_same()
    {
        await ImportAsync(("Snow", "Boats"), ("2", "Snow"));
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);

        Assert.Equal("Boats", (await new FindStories(studio).GetAsync("Snow", CancellationToken.None)).DisplayName);
    }

    [SkippableFact]
    public async Task The_only_story_needs_no_name_and_comes_with_its_documents()
    {
        await ImportAsync(("1", "Snow"));
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);

        Assert.NotNull((await new FindStories(studio).GetAsync(null, CancellationToken.None)).VisualDesignDocument);
    }

    [SkippableTheory]
    [InlineData(null, "story-ambiguous", "'Boats' (1), 'Snow' (2)")]
    [InlineData("*o*", "story-ambiguous", "'Boats' (1), 'Snow' (2)")]
    [InlineData("Rain", "story-not-found", "'Boats' (1), 'Snow' (2)")]
    public async Task Where_a_name_means_none_or_several_the_stories_are_named(string? name, string code, string named)
    {
        await ImportAsync(("1", "Boats"), ("2", "Snow"));
        using Studio studio = await Bench.OpenAsync(StoreAccess.Read);

        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => new FindStories(studio).GetAsync(name, CancellationToken.None));

        Assert.Equal(code, refused.Code);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_empty_database_says_how_to_fill_it()
    {
        using Studio studio = await Bench.OpenAsync();

        RunRefusedException refused = await Assert.ThrowsAsync<RunRefusedException>(
            () => new FindStories(studio).GetAsync(null, CancellationToken.None));

        Assert.Contains("storyvideo import PATH", refused.Message, StringComparison.Ordinal);
    }

    private async Task ImportAsync(params (string Id, string Title)[] stories)
    {
        foreach ((string id, string title) in stories)
        {
            await Bench.ImportAsync(new TestBundle { StoryId = id, Title = title, HasImages = false });
        }
    }
}

public sealed class SqliteFindStoriesTests() : FindStoriesTests(StoreEngine.Sqlite);

public sealed class PostgresFindStoriesTests() : FindStoriesTests(StoreEngine.Postgres);
