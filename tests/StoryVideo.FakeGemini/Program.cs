namespace StoryVideo.FakeGemini;

/// <summary>
/// The pretended service as a program: prints its base URL, then serves until it is stopped or killed.
/// <c>--port --key --generation-ms --max-concurrent --clip-bytes --mark-clips --state</c>
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (CommandLine.Parse(args, out string problem) is not FakeGeminiOptions options)
        {
            await Console.Error.WriteLineAsync(problem);
            return 2;
        }

        await using FakeGeminiServer server = await FakeGeminiServer.StartAsync(options);
        await Console.Out.WriteLineAsync(server.BaseUrl);
        await Console.Out.FlushAsync();
        await server.StoppedAsync();
        return 0;
    }
}
