using System.Buffers.Binary;
using StoryVideo.Ledger;
using StoryVideo.Media;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>The free provider of speech: a soft tone for each speaker, about as long as the words would take.</summary>
public sealed class RehearsalSpeechProvider : ISpeechProvider
{
    private const int Rate = 24_000;
    private const double Level = 0.08;
    private const double LongestSeconds = 600;

    public string Name => RehearsalVideoProvider.ProviderName;

    public Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken) =>
        Task.FromResult<ModelAvailability>(new ModelAvailability.Available());

    public string Describe(SpeechRequest request) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"rehearsal on this machine: {request.LikelySeconds:0.0} s of tones for {string.Join(", ", request.Voices.Select(static v => v.Speaker))}");

    public async Task<SubmitOutcome> SpeakAsync(SpeechRequest request, Func<Task> leaving, CancellationToken cancellationToken)
    {
        await leaving();
        return new SubmitOutcome.Answered(ToneOf(request).ToBytes());
    }

    private static WavFile ToneOf(SpeechRequest request)
    {
        int count = (int)(Math.Clamp(request.LikelySeconds, 0.2, LongestSeconds) * Rate);
        byte[] samples = new byte[count * 2];
        double[] pitches = [.. request.Voices.Select(static v => PitchOf(v.Speaker + v.Voice))];
        for (int i = 0; i < count; i++)
        {
            // Each speaker has a share of the time; the edges fade, or they would click.
            double place = (double)i * pitches.Length / count;
            int voice = Math.Min((int)place, pitches.Length - 1);
            double edge = Math.Min(1, 20 * Math.Min(place - voice, voice + 1 - place));
            double sample = Math.Sin(2 * Math.PI * pitches[voice] * i / Rate) * Level * edge;
            BinaryPrimitives.WriteInt16LittleEndian(samples.AsSpan(i * 2), (short)(sample * short.MaxValue));
        }

        return new WavFile(Rate, 1, samples);
    }

    private static double PitchOf(string speaker) => 160 + Convert.ToInt32(TakeFingerprint.Hash(speaker)[..2], 16);
}
