using System.Globalization;
using StoryVideo.Core.Tests.Providers;
using StoryVideo.Cutting;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Media;

namespace StoryVideo.Core.Tests.Cutting;

/// <summary>
/// Clips whose every frame can be told: the colour says which clip, the brightness says which frame, and each has a tone of its
/// own. Gone after the test.
/// </summary>
internal sealed class CutBench : IDisposable
{
    public const int Frames = 48;

    public CutBench() => Folder = Directory.CreateTempSubdirectory("storyvideo-test-").FullName;

    public string Folder { get; }

    public string Film => Path.Combine(Folder, "film.mp4");

    public string Cache => Path.Combine(Folder, "pieces");

    public Ffmpeg Ffmpeg { get; } = RehearsalBench.NeedFfmpeg();

    public FilmCutter Cutter => new(Ffmpeg, TimeProvider.System);

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>A clip of <see cref="Frames"/> frames, coded as most clips of a film are.</summary>
    public Task<CutEntry> ClipAsync(int number, CutTransition? toNext = null, int frames = Frames, params string[] other) =>
        ClipAsync(number, "160x90", "24", Tone(number), toNext, frames, other);

    public async Task<CutEntry> ClipAsync(
        int number, string size, string rate, string? sound, CutTransition? toNext = null, int frames = Frames, params string[] other)
    {
        string file = PathOf(string.Create(CultureInfo.InvariantCulture, $"clip-{number}.mp4"));
        double seconds = frames / double.Parse(rate, CultureInfo.InvariantCulture);
        string[] audio = sound is null ? [] : ["-f", "lavfi", "-t", Number(seconds), "-i", sound];
        await RunAsync(
        [
            "-f", "lavfi", "-t", Number(seconds), "-i", $"color=c=black:s={size}:r={rate},geq=lum='20+4*mod(N,{Frames})':cb={Blue(number)}:cr=128",
            .. audio, "-c:v", "libx264", "-preset", "veryfast", "-g", "24", "-bf", "2", "-pix_fmt", "yuv420p",
            .. sound is null ? (string[])[] : ["-c:a", "aac", "-b:a", "96k"], .. other, file,
        ]);
        return new CutEntry { Name = string.Create(CultureInfo.InvariantCulture, $"s1#{number}"), File = file, ToNext = toNext ?? CutTransition.Cut };
    }

    public static string Tone(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"sine=frequency={300 + (100 * number)}:sample_rate=48000,volume=4,aformat=channel_layouts=stereo");

    public async Task<FilmReport> CutAsync(params CutEntry[] entries) => await CutAsync(new CutList(entries, []));

    public async Task<FilmReport> CutAsync(CutList list, LoudnessGoal? goal = null) => await Cutter.CutAsync(
        await Cutter.PlanAsync(list, CancellationToken.None), Film, Cache, goal ?? LoudnessGoal.Default, null, CancellationToken.None);

    public async Task RunAsync(string[] arguments)
    {
        FfmpegRun run = await Ffmpeg.RunAsync(["-hide_banner", "-nostdin", "-y", "-loglevel", "error", .. arguments], Folder, CancellationToken.None);
        Assert.True(run.Succeeded, run.ErrorTail);
    }

    /// <summary>Every frame of a film, as a player decodes it: of which clip, and how bright.</summary>
    public async Task<IReadOnlyList<(int Clip, int Luma)>> FramesAsync(string? film = null)
    {
        byte[] bytes = await OutputAsync(["-i", film ?? Film, "-vf", "scale=4:4:flags=area,crop=1:1:1:1", "-pix_fmt", "yuv444p", "-f", "rawvideo", "pipe:1"]);
        return [.. bytes.Chunk(3).Select(static b => ((int)Math.Round((b[1] - 60) / 15.0), (int)b[0]))];
    }

    /// <summary>How bright every pixel of a part of one frame of the film is.</summary>
    public Task<byte[]> PixelsAsync(int frame, string crop) => OutputAsync(
        ["-i", Film, "-vf", string.Create(CultureInfo.InvariantCulture, $"select=eq(n\\,{frame}),crop={crop}"), "-frames:v", "1", "-pix_fmt", "gray", "-f", "rawvideo", "pipe:1"]);

    /// <summary>Left channel of a film's sound, as a player decodes it.</summary>
    public async Task<float[]> SamplesAsync(string? film = null)
    {
        byte[] bytes = await OutputAsync(["-i", film ?? Film, "-ac", "1", "-f", "f32le", "pipe:1"]);
        float[] samples = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes, 0, samples, 0, samples.Length * 4);
        return samples;
    }

    /// <summary>Left and right in turn, as they are decoded.</summary>
    public async Task<float[]> StereoAsync(string file)
    {
        byte[] bytes = await OutputAsync(["-i", file, "-f", "f32le", "pipe:1"]);
        float[] samples = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes, 0, samples, 0, bytes.Length);
        return samples;
    }

    /// <summary>How much of one frequency is in a stretch of sound: its amplitude (Goertzel).</summary>
    public static double Amplitude(ReadOnlySpan<float> samples, double frequency)
    {
        (double re, double im) = (0, 0);
        for (int i = 0; i < samples.Length; i++)
        {
            double angle = 2 * Math.PI * frequency * i / 48000;
            re += samples[i] * Math.Cos(angle);
            im += samples[i] * Math.Sin(angle);
        }

        return 2 * Math.Sqrt((re * re) + (im * im)) / Math.Max(1, samples.Length);
    }

    /// <summary>The clip whose tone is the loudest in a frame of a film's sound; 0 where none is heard.</summary>
    public static int Heard(float[] samples, int frame, int clips, int frames = 1)
    {
        ReadOnlySpan<float> part = samples.AsSpan(frame * 2000, frames * 2000);
        double[] loud = new double[clips + 1];
        for (int clip = 1; clip <= clips; clip++)
        {
            loud[clip] = Amplitude(part, 300 + (100 * clip));
        }

        return loud.Max() < 0.002 ? 0 : Array.IndexOf(loud, loud.Max());
    }

    /// <summary>Cuts with an ffmpeg that does not do what it is told.</summary>
    /// <param name="script">For a shell; <c>$ffmpeg</c> is the real one.</param>
    public async Task<FilmCutter> CutterWithAsync(string script)
    {
        string path = PathOf("ffmpeg");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\nffmpeg='{Ffmpeg.Path}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            File.CreateSymbolicLink(PathOf("ffprobe"), Ffmpeg.Probe!.Path);
        }

        return new FilmCutter(new Ffmpeg(path), TimeProvider.System);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static int Blue(int number) => 60 + (15 * (number % 12));

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private async Task<byte[]> OutputAsync(string[] arguments)
    {
        using MemoryStream bytes = new();
        FfmpegRun run = await Ffmpeg.RunAsync(
            ["-hide_banner", "-nostdin", "-loglevel", "error", .. arguments], Folder, o => o.CopyToAsync(bytes, CancellationToken.None), CancellationToken.None);
        Assert.True(run.Succeeded, run.ErrorTail);
        Assert.Equal("", run.ErrorTail);
        return bytes.ToArray();
    }
}
