using StoryVideo.Ledger;

namespace StoryVideo.Core.Tests.Ledger;

public sealed class TakeFingerprintTests
{
    [Fact]
    public void The_order_of_parts_makes_no_difference() =>
        Assert.Equal(Of(("a", "1"), ("b", "2")).Value, Of(("b", "2"), ("a", "1")).Value);

    [Fact]
    public void Every_part_and_its_name_make_a_difference()
    {
        TakeFingerprint[] all =
        [
            Of(("a", "1"), ("b", "2")), Of(("a", "1")), Of(("a", "1"), ("b", "3")), Of(("a", "1"), ("c", "2")), Of(("a", "2"), ("b", "1")), Of(),
        ];

        Assert.Equal(all.Length, all.Select(static f => f.Value).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void What_changed_came_or_went_is_named()
    {
        Dictionary<string, string> then = new(StringComparer.Ordinal) { ["a"] = "1", ["gone"] = "1", ["same"] = "1" };

        Assert.Equal("a, gone, new", string.Join(", ", Of(("a", "2"), ("new", "1"), ("same", "1")).ChangedSince(then)));
        Assert.Empty(Of(("a", "1"), ("gone", "1"), ("same", "1")).ChangedSince(then));
    }

    [Fact]
    public void A_hash_is_that_of_the_UTF8_text() =>
        Assert.Equal("c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2", TakeFingerprint.Hash("foobar"));

    [Theory]
    [InlineData("box/12/1700000000", "box", 12, 1700000000)]
    [InlineData("a_b/1/0", "a_b", 1, 0)]
    public void An_owner_is_read_as_it_was_written(string text, string machine, int process, long start)
    {
        TakeOwner owner = new(machine, process, start);

        Assert.Equal(owner, TakeOwner.Parse(text));
        Assert.Equal(text, owner.ToString());
    }

    [Fact]
    public void A_slash_in_a_machines_name_does_no_harm() =>
        Assert.Equal(new TakeOwner("a_b", 1, 2), TakeOwner.Parse(new TakeOwner("a/b", 1, 2).ToString()));

    [Theory]
    [InlineData("")]
    [InlineData("somebody")]
    [InlineData("box/x/1")]
    [InlineData("box/1/-1")]
    [InlineData("box/1/1/1")]
    public void What_no_owner_wrote_is_nobody(string text) => Assert.Null(TakeOwner.Parse(text));

    private static TakeFingerprint Of(params (string Name, string Hash)[] parts) =>
        TakeFingerprint.Of(parts.Select(static p => KeyValuePair.Create(p.Name, p.Hash)));
}
