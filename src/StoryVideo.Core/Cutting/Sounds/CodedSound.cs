using StoryVideo.Cutting.Aac;
using StoryVideo.Cutting.Mp4;

namespace StoryVideo.Cutting.Sounds;

/// <summary>The sound of a clip that is coded like a film's: AAC-LC, stereo at 48 kHz. Its frames may go into the film as they are.</summary>
internal sealed class CodedSound
{
    // About a second of sound lies together between stretches of picture.
    private const int ReadAhead = 32 * 1024;

    private CodedSound(string path, string identity, SampleTable samples, int count, long lead)
    {
        Path = path;
        Identity = identity;
        Offsets = samples.Offsets[..count];
        Sizes = samples.Sizes[..count];
        Lead = lead;
    }

    public string Path { get; }

    /// <summary>Changes with the content of the file.</summary>
    public string Identity { get; }

    /// <summary>Positions of the frames in the file.</summary>
    public long[] Offsets { get; }

    /// <summary>Lengths of the frames in bytes.</summary>
    public int[] Sizes { get; }

    /// <summary>Samples that are decoded before the clip begins to be heard.</summary>
    public long Lead { get; }

    public int FrameCount => Sizes.Length;

    /// <summary>The frame that is heard at a time, in samples from the clip's beginning; of two that are equally near, the first.</summary>
    public int FrameAt(long sample) => (int)((sample + Lead + (AacFrame.Samples / 2) - 1) / AacFrame.Samples);

    /// <summary>Reads coded frames, one after another; each is good until the next is read.</summary>
    /// <param name="first">The first frame.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="InvalidDataException">The file is shorter than its index says.</exception>
    public IEnumerable<Memory<byte>> Read(int first, int count)
    {
        using SampleReader reader = new(ReadAhead);
        byte[] buffer = new byte[AdtsHeader.LongestFrame];
        for (int i = first; i < first + count; i++)
        {
            reader.Read(Path, Offsets[i], Sizes[i]).CopyTo(buffer);
            yield return buffer.AsMemory(0, Sizes[i]);
        }
    }

    /// <summary>Null where it is coded otherwise, or presented otherwise than from one point to the end.</summary>
    /// <param name="path">Full path of the clip.</param>
    /// <param name="identity">Changes with the content of the file.</param>
    /// <param name="track">Its sound.</param>
    public static CodedSound? Read(string path, string identity, Mp4Track track)
    {
        if (track.TimeScale != CutList.SampleRate || track.EditCount > 1 || track.EditStart < 0 || track.Entries.Count != 1 || !AacConfiguration.IsPlain(track.Entries[0]))
        {
            return null;
        }

        SampleTable samples = track.Samples();
        return samples is { Count: > 0, IsEven: true, Step: AacFrame.Samples } && samples.Sizes.All(static s => s is > 0 and <= AdtsHeader.LongestFrame)
            ? new CodedSound(path, identity, samples, HeardFrames(track, samples.Count), track.EditStart)
            : null;
    }

    // What an editor has trimmed is still in the file, and is not to be heard.
    private static int HeardFrames(Mp4Track track, int count)
    {
        if (track.EditCount == 0 || track.EditDuration <= 0 || track.MovieTimeScale == 0)
        {
            return count;
        }

        double end = track.EditStart + ((double)track.EditDuration * CutList.SampleRate / track.MovieTimeScale);
        return (int)Math.Clamp(Math.Ceiling(end / AacFrame.Samples), 1, count);
    }
}
