using StoryVideo.Cli;
using StoryVideo.Cli.Output;
using StoryVideo.Storage;
using StoryVideo.Tasks;

namespace StoryVideo.Core.Tests.Support;

/// <summary>
/// The command line in a folder of its own, with variables of its own, on a day on which the catalog's dates hold: without a
/// key, and with no ffmpeg, so that every rehearsed clip is the stub.
/// </summary>
internal sealed class CommandLine : IDisposable
{
    public SampleFolder Folder { get; } = new();

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["STORYVIDEO_FFMPEG"] = "/nowhere/ffmpeg" };

    /// <summary>Where the error stream goes in place of the result; null shows it there.</summary>
    public TextWriter? Log { get; set; }

    public StudioSettings Settings => new() { BaseFolder = Folder.Root, ReadVariable = Variables.GetValueOrDefault };

    private static TimeProvider Clock { get; } = new CatalogDay();

    /// <summary>With the sample story in its database.</summary>
    /// <param name="change">What is otherwise in the story.</param>
    /// <param name="store">The database; null takes a file in the folder.</param>
    public static async Task<CommandLine> WithStoryAsync(Action<SampleBundle>? change = null, TestStore? store = null)
    {
        CommandLine cli = new();
        if (store is not null)
        {
            cli.Variables["STORYVIDEO_DATABASE"] = store.Address;
        }

        SampleBundle bundle = new();
        change?.Invoke(bundle);
        bundle.WriteTo(cli.Folder, "bundle");
        CommandResult imported = await cli.RunAsync("import", "bundle");
        Assert.True(imported.Exit == 0, imported.Err);
        return cli;
    }

    public Task<CommandResult> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public async Task<CommandResult> RunAsync(CancellationToken stop, params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Terminal terminal = new(output, Log ?? error)
        {
            Folder = Folder.Root,
            ReadVariable = Variables.GetValueOrDefault,
            Time = Clock,
        };
        int exit = await Program.RunAsync(args, terminal, stop);
        return new CommandResult(exit, output.ToString(), error.ToString());
    }

    public Task<Studio> OpenAsync(StoreAccess access, string? key = null) =>
        Studio.OpenAsync(Settings with { ApiKey = key }, access, Clock, CancellationToken.None);

    public void Dispose() => Folder.Dispose();

    private sealed class CatalogDay : TimeProvider
    {
        private static readonly DateTimeOffset s_start = new(SamplePlans.Day, new TimeOnly(12, 0), TimeSpan.Zero);
        private static readonly long s_began = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => s_start + System.GetElapsedTime(s_began);
    }
}
