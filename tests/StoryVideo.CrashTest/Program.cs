using System.Globalization;
using StoryVideo.Catalog;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;
using StoryVideo.Tasks.Plans;
using StoryVideo.Tasks.Runs;

namespace StoryVideo.CrashTest;

/// <summary>
/// A run over the only story of a database, in a process that may be told to die on the way:
/// <c>DATABASE ASSETS THROTTLE MODE POINT NTH PROVIDER MODEL RESOLUTION KIND</c>. Prints <c>running</c> when its plans are made.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        Trap trap = new(args[4], int.Parse(args[5], CultureInfo.InvariantCulture));
        StudioSettings settings = new() { Database = args[0], Assets = args[1] };
        using Studio studio = await Studio.OpenAsync(
            settings, StoreAccess.Write, TimeProvider.System, ledger => new KillingLedger(ledger, trap), CancellationToken.None);
        string service = args[6];
        studio.Providers.Substitute = new KillingProvider(studio.Providers.Open(service), trap);
        int throttle = int.Parse(args[2], CultureInfo.InvariantCulture);
        RunMode mode = Enum.Parse<RunMode>(args[3]);
        return await RunAsync(studio, args[9] switch
        {
            "speech" => new ShotAudioRequest { ThrottleLimit = throttle, Mode = mode },
            "check" => new ShotCheckRequest { ThrottleLimit = throttle, Mode = mode },
            _ => new ShotVideoRequest
            {
                ThrottleLimit = throttle,
                Mode = mode,
                MaximumCost = 1000,
                Provider = service,
                Model = args[7],
                Format = VideoFormat.Default with { Resolution = args[8] },
            },
        });
    }

    private static async Task<int> RunAsync(Studio studio, AssetRequest request)
    {
        PlanAssets plans = request.Plan(studio);
        Story story = await new FindStories(studio).GetAsync(null, CancellationToken.None);
        List<PlannedAsset> shots = await plans.PlanAsync(story, CancellationToken.None).ToListAsync();
        Console.WriteLine("running");
        bool isWhole = true;
        await foreach (AssetResult result in new MakeAssets(studio, request, plans).RunAsync(shots, CancellationToken.None))
        {
            isWhole &= result.Status is AssetStatus.Succeeded or AssetStatus.Skipped;
            if (result.Error is { } error)
            {
                Console.WriteLine($"{result.Plan.Address} {result.Status} {error.Code} {error.Message}");
            }
        }

        return isWhole ? 0 : 1;
    }
}
