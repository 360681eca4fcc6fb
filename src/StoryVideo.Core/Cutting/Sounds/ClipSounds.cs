using System.Collections.Concurrent;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Sounds;

/// <summary>What was found in the sounds of clips that are coded like a film's, frame by frame.</summary>
/// <param name="Gains">Those that may be copied. The others are coded otherwise than it seemed, or damaged; they are mixed.</param>
/// <param name="Damaged">Those of which ffmpeg refuses a frame: it is not heard.</param>
/// <param name="Lost">Those of them of which it refuses every frame: they are silent.</param>
internal sealed record ClipSounds(
    IReadOnlyDictionary<CodedSound, SoundGains> Gains, IReadOnlyCollection<CodedSound> Damaged, IReadOnlyCollection<CodedSound> Lost)
{
    public static async Task<ClipSounds> ReadAsync(FilmPlan plan, Ffmpeg ffmpeg, SegmentCache cache, CancellationToken cancellationToken)
    {
        ConcurrentDictionary<CodedSound, SoundGains> gains = new();
        ConcurrentBag<CodedSound> damaged = [];
        ConcurrentBag<CodedSound> lost = [];
        CopiedSoundMeter meter = new(ffmpeg, cache.Folder);
        IEnumerable<CodedSound> sounds = plan.Layout.Entries.Where(static e => e.Source.Entry.OwnLevel > 0).Select(static e => e.Source.Sound).OfType<CodedSound>();
        await Parallel.ForEachAsync(sounds, Workers.Options(cancellationToken), async (sound, stop) =>
        {
            if (await FindAsync(sound, cache) is { } known)
            {
                gains[sound] = known;
                return;
            }

            (bool isHeard, bool isWhole) = await TryAsync(sound, meter, cache, stop);
            if (!isWhole)
            {
                damaged.Add(sound);
            }

            if (!isHeard)
            {
                lost.Add(sound);
            }
        });
        return new ClipSounds(gains, damaged, lost);
    }

    // ffmpeg may know what to do with what is strange to us.
    private static async Task<(bool IsHeard, bool IsWhole)> TryAsync(
        CodedSound sound, CopiedSoundMeter meter, SegmentCache cache, CancellationToken cancellationToken)
    {
        string name = sound.Identity + ".tried";
        if (cache.Find(name) is [byte wasHeard, byte wasWhole])
        {
            return (wasHeard != 0, wasWhole != 0);
        }

        (bool isHeard, bool isWhole) = await meter.TryAsync(sound, cancellationToken);
        await cache.KeepAsync(name, [Convert.ToByte(isHeard), Convert.ToByte(isWhole)]);
        return (isHeard, isWhole);
    }

    private static async Task<SoundGains?> FindAsync(CodedSound sound, SegmentCache cache)
    {
        string name = sound.Identity + ".gains";
        if (cache.Find(name) is { } kept && SoundGains.FromBytes(kept, sound.FrameCount) is { } known)
        {
            return known;
        }

        try
        {
            SoundGains read = SoundGains.Of(sound);
            await cache.KeepAsync(name, read.ToBytes());
            return read;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
