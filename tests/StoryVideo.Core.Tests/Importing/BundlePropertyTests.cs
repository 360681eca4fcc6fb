using System.Text;
using FsCheck;
using FsCheck.Fluent;
using StoryVideo.Importing;

namespace StoryVideo.Core.Tests.Importing;

public sealed class BundlePropertyTests
{
    private static readonly byte[] s_good = Encoding.UTF8.GetBytes(BundleOnDisk.Good);

    [Fact]
    public async Task A_bundle_cut_off_at_any_byte_is_refused_in_words()
    {
        for (int length = 0; length < s_good.Length; length++)
        {
            ImportException? refusal = await RefusalAsync(s_good[..length]);
            Assert.NotNull(refusal);
            Assert.All(refusal.Problems, static p => Assert.StartsWith("$", p.JsonPath, StringComparison.Ordinal));
        }
    }

    [Fact]
    public Task Any_changed_byte_is_read_or_refused_and_nothing_else() => OnOwnThread(Prop.ForAll(
        ArbMap.Default.ArbFor<(int At, byte Value)>(),
        static change =>
        {
            byte[] json = [.. s_good];
            json[(int)((uint)change.At % (uint)json.Length)] = change.Value;
            Refusal(json);
            return true;
        }), 500);

    [Fact]
    public Task Any_bytes_are_refused_and_nothing_else() => OnOwnThread(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        static json => Refusal(json) is not null), 200);

    [Fact]
    public Task Any_texts_come_back_as_they_were_given() => OnOwnThread(Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        static text =>
        {
            string json = System.Text.Json.JsonSerializer.Serialize(text.Get.Replace("\0", "", StringComparison.Ordinal));
            string payload = $$"""{ "line" : {{json}} }""";
            string story = BundleOnDisk.With("""{ "framing": "wide" }""", payload);
            return BundleOnDisk.ShotsAsync(story).GetAwaiter().GetResult()[0].StoryboardPayload == payload;
        }), 100);

    // Properties wait for what they call; on threads of the pool they would keep it from finishing.
    private static Task OnOwnThread(Property property, int tests) => Task.Factory.StartNew(
        () => property.Check(Config.QuickThrowOnFailure.WithMaxTest(tests)),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static ImportException? Refusal(byte[] json) => RefusalAsync(json).GetAwaiter().GetResult();

    private static async Task<ImportException?> RefusalAsync(byte[] json)
    {
        using BundleOnDisk disk = new(json);
        try
        {
            StoryBundle bundle = await StoryBundle.OpenAsync(disk.Folder);
            await bundle.ReadShotsAsync().CountAsync();
            return null;
        }
        catch (ImportException e)
        {
            return e;
        }
    }
}
