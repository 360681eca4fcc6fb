using StoryVideo.Importing;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Importing;

public sealed class SceneletNamingTests
{
    private const string Uuid = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    [Fact]
    public async Task Without_a_list_scenelets_come_in_order_of_appearance() => Assert.Equal(
        [new Scenelet("b", 1, null), new Scenelet("a", 2, null)],
        await ResolvedAsync("null", Shot("b", 1), Shot("a", 1), Shot("b", 2)));

    [Fact]
    public async Task A_place_that_shots_give_wins() => Assert.Equal(
        [new Scenelet("a", 1, null), new Scenelet("b", 2, null)],
        await ResolvedAsync("null", Shot("b", 1, 2), Shot("a", 1, 1), Shot("b", 2)));

    [Fact]
    public async Task A_scenelet_that_is_kept_by_UUID_is_addressed_by_its_label() => Assert.Equal(
        [new Scenelet("scenelet-1", 1, "scenelet-1")],
        await ResolvedAsync($$"""[{"id":"{{Uuid}}","label":"scenelet-1"}]""", Shot(Uuid, 1), Shot("scenelet-1", 2)));

    [Fact]
    public async Task A_UUID_without_label_is_an_address_like_any_other() => Assert.Equal(
        [new Scenelet(Uuid, 1, null)],
        await ResolvedAsync($$"""[{"id":"{{Uuid}}"}]""", Shot(Uuid, 1)));

    [Fact]
    public async Task Shots_may_name_the_label_and_are_then_addressed_by_it() => Assert.Equal(
        [new Scenelet("scenelet-1", 1, "scenelet-1"), new Scenelet("2", 2, "scenelet-2")],
        await ResolvedAsync("""[{"id":"1","label":"scenelet-1"},{"id":"2","label":"scenelet-2"}]""", Shot("scenelet-1", 1), Shot("2", 1)));

    [Fact]
    public async Task Two_names_for_one_scenelet_would_make_two_folders() => Assert.Equal(
        ["$.shots[1].sceneletId"],
        await PathsAsync("""[{"id":"s1","label":"Arrival"}]""", Shot("s1", 1), Shot("Arrival", 2)),
        StringComparer.Ordinal);

    [Fact]
    public async Task The_same_shot_under_two_names_is_found() => Assert.Equal(
        ["$.shots[1]"],
        await PathsAsync($$"""[{"id":"{{Uuid}}","label":"scenelet-1"}]""", Shot(Uuid, 1), Shot("scenelet-1", 1)),
        StringComparer.Ordinal);

    [Fact]
    public async Task Names_that_make_the_same_folder_are_refused() => Assert.Equal(
        ["$.shots[1].sceneletId"],
        await PathsAsync("null", Shot("Scène 1", 1), Shot("scene-1", 2)),
        StringComparer.Ordinal);

    [Fact]
    public async Task Declared_names_that_make_the_same_folder_are_refused_even_without_shots() => Assert.Equal(
        ["$.scenelets[1]"],
        await PathsAsync("""[{"id":"S1"},{"id":"s1"}]"""),
        StringComparer.Ordinal);

    [Fact]
    public async Task A_scenelet_that_the_list_does_not_have_is_named_at_every_shot() => Assert.Equal(
        ["$.shots[0].sceneletId", "$.shots[2].sceneletId"],
        await PathsAsync("""[{"id":"s1"}]""", Shot("s9", 1), Shot("s1", 1), Shot("s9", 2)),
        StringComparer.Ordinal);

    [Fact]
    public async Task A_label_of_two_scenelets_means_neither() => Assert.Equal(
        ["$.shots[0].sceneletId"],
        await PathsAsync("""[{"id":"s1","label":"Dream"},{"id":"s2","label":"Dream"}]""", Shot("Dream", 1)),
        StringComparer.Ordinal);

    [Fact]
    public async Task A_scenelet_stands_at_one_place() => Assert.Equal(
        ["$.shots[1].sceneletSequence"],
        await PathsAsync("null", Shot("a", 1, 1), Shot("a", 2, 2)),
        StringComparer.Ordinal);

    [Fact]
    public async Task Two_scenelets_at_one_place_are_a_warning()
    {
        StoryBundle bundle = await BundleOnDisk.OpenAsync(Story("null", Shot("a", 1, 1), Shot("b", 1, 1)));
        Assert.Equal("$.shots[1].sceneletId", Assert.Single(bundle.Warnings).JsonPath);
    }

    private static async Task<IReadOnlyList<Scenelet>> ResolvedAsync(string scenelets, params string[] shots) =>
        (await BundleOnDisk.OpenAsync(Story(scenelets, shots))).Scenelets;

    private static async Task<IEnumerable<string>> PathsAsync(string scenelets, params string[] shots) =>
        (await BundleOnDisk.ProblemsAsync(Story(scenelets, shots))).Select(static p => p.JsonPath);

    private static string Story(string scenelets, params string[] shots) =>
        $$"""{"storyId":"x","displayName":"D","visualDesignDocument":{},"scenelets":{{scenelets}},"shots":[{{string.Join(',', shots)}}]}""";

    private static string Shot(string scenelet, int index, int? sequence = null) =>
        $$"""{"sceneletId":"{{scenelet}}","sceneletSequence":{{sequence?.ToString(null, null) ?? "null"}},"shotIndex":{{index}},"storyboardPayload":{} }""";
}
