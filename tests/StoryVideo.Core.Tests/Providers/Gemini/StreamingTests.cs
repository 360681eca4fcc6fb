using System.Text;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Providers;
using StoryVideo.Providers.Gemini;
using StoryVideo.Providers.Http;

namespace StoryVideo.Core.Tests.Providers.Gemini;

/// <summary>Alone in the process, because it looks at what the process allocates.</summary>
[Collection(nameof(Alone))]
public sealed class StreamingTests
{
    private const int Length = 20 * 1024 * 1024;

    [Fact]
    public async Task A_reference_of_20_MiB_is_sent_in_pieces_and_costs_next_to_no_memory()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        VideoRequest request = GeminiSetting.Request(setting.Png(Length));
        await SendAsync(GeminiSetting.Request(setting.Jpeg(200_000)));

        long before = GC.GetTotalAllocatedBytes(precise: true);
        CountingStream sent = await SendAsync(request);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal(64 * 1024, sent.LargestWrite);
        Assert.InRange(allocated, 0, 2 * 1024 * 1024);
    }

    [Fact]
    public async Task The_length_is_known_ahead_for_every_padding()
    {
        await using GeminiSetting setting = await GeminiSetting.StartAsync();
        for (int length = 10; length < 16; length++)
        {
            await SendAsync(GeminiSetting.Request(setting.Png(length), setting.Jpeg(RequestContent.PieceOfFile + length)));
        }
    }

    [Fact]
    public async Task A_body_is_sent_once_and_never_again()
    {
        using RequestContent content = new(BodyOf(GeminiSetting.Request()), static () => Task.CompletedTask);
        using MemoryStream stream = new();
        await content.CopyToAsync(stream);
        Assert.Equal(SendProgress.Complete, content.Progress);
        await Assert.ThrowsAsync<HttpRequestException>(() => content.CopyToAsync(stream));
        Assert.EndsWith("}}", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    private static RequestBody BodyOf(VideoRequest request) =>
        RequestBody.Compact(writer => new GeminiVeoWire(GeminiEndpoint.Default, new ServiceErrors(null)).Write(writer, request));

    private static async Task<CountingStream> SendAsync(VideoRequest request)
    {
        using RequestContent content = new(BodyOf(request), static () => Task.CompletedTask);
        CountingStream stream = new();
        await content.CopyToAsync(stream);
        Assert.Equal(content.Headers.ContentLength, stream.Length);
        return stream;
    }
}
