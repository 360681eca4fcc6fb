using System.Globalization;
using StoryVideo.Ledger;
using StoryVideo.Media;
using StoryVideo.Planning;
using StoryVideo.Providers;
using StoryVideo.Stories;

namespace StoryVideo.Tasks.Runs;

/// <summary>Makes speech: one request for every two speakers, one after the other, and their sound joined into one file.</summary>
internal sealed class SpeechMaker(ISpeechProvider provider, TimeProvider time) : IAssetMaker
{
    private const int MostWaits = 5;

    public IModelService Service => provider;

    public IVideoProvider? Operations => null;

    public string Noun => "sound";

    public Task<PreparedCall> PrepareAsync(AssetPlan plan, CancellationToken stop)
    {
        IReadOnlyList<SpeechRequest> requests = ((SpeechPlan)plan).ToRequests();
        return Task.FromResult(new PreparedCall((leaving, token) => SendAsync(requests, leaving, token)));
    }

    public ResultCheck Inspect(Stream file)
    {
        byte[] sound = new byte[file.Length];
        file.ReadExactly(sound);
        return WavFile.Read(sound, out string? problem) is null ? new ResultCheck(null, "not-a-sound", problem) : new ResultCheck(null);
    }

    public IEnumerable<Finding> Differences(Take take, string file) =>
        WavFile.Read(File.ReadAllBytes(file), out _) is { } sound
        && double.TryParse(take.Parameters.GetValueOrDefault(SpeechOptions.ClipSecondsName), CultureInfo.InvariantCulture, out double clip)
        && sound.Seconds > clip
            ?
            [
                Finding.Warning("speech-too-long", string.Create(
                    CultureInfo.InvariantCulture,
                    $"the speech is {sound.Seconds:0.0} s long, and the clip {clip:0.0} s: what is said after its end is cut off in a film; shorten the lines")),
            ]
            : [];

    private async Task<SubmitOutcome> SendAsync(IReadOnlyList<SpeechRequest> requests, Func<Task> leaving, CancellationToken stop)
    {
        if (requests.Count == 1)
        {
            return await provider.SpeakAsync(requests[0], leaving, stop);
        }

        List<WavFile> sounds = [];
        foreach (SpeechRequest request in requests)
        {
            SubmitOutcome outcome = sounds.Count == 0
                ? await provider.SpeakAsync(request, leaving, stop)
                : await GoOnAsync(request);
            if (outcome is not SubmitOutcome.Answered answered)
            {
                // What came before is paid: the whole counts as spent until the operator says otherwise.
                return sounds.Count == 0 ? outcome : Broken(sounds.Count, requests.Count, outcome);
            }

            if (WavFile.Read(answered.Result, out string? problem) is not { } sound)
            {
                return Uncertain($"Part {sounds.Count + 1} of {requests.Count} cannot be used: {problem}.");
            }

            sounds.Add(sound);
        }

        return WavFile.Join(sounds) is { } whole
            ? new SubmitOutcome.Answered(whole.ToBytes())
            : Uncertain($"The {requests.Count} parts are not of one kind of sound, and cannot be joined.");
    }

    // Half a dialogue is of no use to anybody: a further part is not stopped, and waits where it is told to.
    private async Task<SubmitOutcome> GoOnAsync(SpeechRequest request)
    {
        for (int tries = 1; ; tries++)
        {
            SubmitOutcome outcome = await provider.SpeakAsync(request, static () => Task.CompletedTask, CancellationToken.None);
            TimeSpan? pause = outcome switch
            {
                SubmitOutcome.Throttled throttled => throttled.RetryAfter,
                SubmitOutcome.NotSent or SubmitOutcome.Empty => TimeSpan.FromSeconds(tries),
                _ => null,
            };
            if (pause is not { } wait || tries > MostWaits)
            {
                return outcome;
            }

            await Task.Delay(wait, time, CancellationToken.None);
        }
    }

    private static SubmitOutcome.Uncertain Broken(int done, int of, SubmitOutcome outcome)
    {
        string why = outcome switch
        {
            SubmitOutcome.Filtered o => o.Error.Message,
            SubmitOutcome.Empty o => o.Error.Message,
            SubmitOutcome.Rejected o => o.Error.Message,
            SubmitOutcome.NotSent o => o.Error.Message,
            SubmitOutcome.Throttled o => o.Error.Message,
            SubmitOutcome.RunStopped o => o.Error.Message,
            SubmitOutcome.Uncertain o => o.Error.Message,
            _ => "it was answered with no sound",
        };
        return Uncertain($"{Counted.Of(done, "part")} of {of} came, and the next did not: {why}");
    }

    private static SubmitOutcome.Uncertain Uncertain(string what) => new(new ProviderError(
        "speech-in-part",
        $"{what} What came was charged and is not kept; the whole price counts as spent. Write the take off (storyvideo resolve TAKE --write-off, "
        + "Resolve-ShotTake -WriteOff), then run again.",
        Charge.Possible));
}
