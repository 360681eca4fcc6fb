using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using StoryVideo.Cutting.Aac;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>Coded sound that is made louder without coding it anew.</summary>
public sealed class AacTests : IDisposable
{
    private const string Noise = "anoisesrc=d=4:c=pink:r=48000:a=0.5:seed=3";
    private const string Clicks = "aevalsrc='if(lt(mod(t,0.21),0.001),0.8*random(0),0.05*sin(2*PI*700*t))|0.3*sin(2*PI*90*t)*lt(mod(t,0.5),0.02)':d=4:s=48000";
    private const string Speech = "aevalsrc='0.3*sin(2*PI*140*t)*(1+sin(2*PI*3*t))*sin(2*PI*900*t)+0.02*random(1)|0.3*sin(2*PI*141*t)*(1+sin(2*PI*3*t))':d=4:s=48000";

    private readonly CutBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [SkippableTheory]
    [InlineData(Noise, "192k", "twoloop", -7)]
    [InlineData(Noise, "320k", "fast", 9)]
    [InlineData(Noise, "48k", "twoloop", 4)]
    [InlineData(Clicks, "192k", "twoloop", 3)]
    [InlineData(Clicks, "96k", "fast", -5)]
    [InlineData(Speech, "128k", "twoloop", 6)]
    [InlineData(Speech, "256k", "fast", 1)]
    [InlineData("anullsrc=r=48000,atrim=end=2", "192k", "twoloop", 8)]
    public async Task Frames_with_their_gains_raised_are_the_same_sound_to_the_bit_but_louder(string source, string rate, string coder, int steps)
    {
        string coded = _bench.PathOf("coded.aac");
        await _bench.RunAsync(["-f", "lavfi", "-i", $"{source},aformat=channel_layouts=stereo", "-c:a", "aac", "-b:a", rate, "-aac_coder", coder, "-f", "adts", coded]);
        byte[] bytes = await File.ReadAllBytesAsync(coded);
        foreach (Range frame in Frames(bytes))
        {
            FrameGains gains = AacFrame.Read(bytes.AsSpan(frame));
            FrameGains.Raise(bytes.AsSpan(frame), gains.Marks, steps);
        }

        string raised = _bench.PathOf("raised.aac");
        await File.WriteAllBytesAsync(raised, bytes);

        float[] before = await _bench.StereoAsync(coded);
        float[] after = await _bench.StereoAsync(raised);
        double factor = Math.Pow(10, steps * AacFrame.Step / 20);
        Assert.Equal(before.Length, after.Length);
        double most = before.Max(Math.Abs) * factor;
        for (int i = 0; i < before.Length; i++)
        {
            Assert.True(Math.Abs(after[i] - (before[i] * factor)) <= most * 1e-6, string.Create(CultureInfo.InvariantCulture, $"sample {i}: {before[i]} became {after[i]}"));
        }
    }

    [SkippableFact]
    public async Task A_frame_that_is_cut_short_is_damaged()
    {
        string coded = _bench.PathOf("coded.aac");
        await _bench.RunAsync(["-f", "lavfi", "-i", Noise + ",aformat=channel_layouts=stereo", "-c:a", "aac", "-f", "adts", coded]);
        byte[] bytes = await File.ReadAllBytesAsync(coded);
        byte[] frame = bytes[Frames(bytes)[10]];

        Assert.All(Enumerable.Range(0, frame.Length - 4), length => Assert.Throws<InvalidDataException>(() => AacFrame.Read(frame.AsSpan(0, length))));
    }

    [SkippableFact]
    public async Task Sound_of_one_channel_is_not_taken_for_stereo()
    {
        string coded = _bench.PathOf("coded.aac");
        await _bench.RunAsync(["-f", "lavfi", "-i", Noise, "-ac", "1", "-c:a", "aac", "-f", "adts", coded]);
        byte[] bytes = await File.ReadAllBytesAsync(coded);

        Assert.Throws<InvalidDataException>(() => AacFrame.Read(bytes.AsSpan(Frames(bytes)[3])));
    }

    [Fact]
    public void Whatever_bytes_come_they_are_read_or_refused() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        static bytes =>
        {
            // The first bits of a stereo frame lead further in than chance would.
            byte[] frame = [0x21, .. bytes];
            try
            {
                FrameGains gains = AacFrame.Read(frame);
                FrameGains.Raise(frame, gains.Marks, 1);
                return (gains.Marks >> 16) < frame.Length * 8;
            }
            catch (InvalidDataException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    // The length of each frame stands in its header, which it counts in.
    private static List<Range> Frames(byte[] bytes)
    {
        List<Range> frames = [];
        for (int at = 0; at < bytes.Length;)
        {
            int length = ((bytes[at + 3] & 3) << 11) | (bytes[at + 4] << 3) | (bytes[at + 5] >> 5);
            frames.Add((at + AdtsHeader.Length)..(at + length));
            at += length;
        }

        return frames;
    }
}
