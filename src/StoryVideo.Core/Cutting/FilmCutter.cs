using System.Security.Cryptography;
using System.Text;
using StoryVideo.Cutting.Mp4;
using StoryVideo.Cutting.Pictures;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Media;

namespace StoryVideo.Cutting;

/// <summary>
/// Turns a cut list into a film. Coded frames of clips that are alike go in as they are; only what lies under a transition, and
/// clips that differ, are coded again. Whatever was made is kept for the next cut.
/// </summary>
public sealed class FilmCutter
{
    private readonly Ffmpeg? _ffmpeg;
    private readonly TimeProvider _time;

    /// <param name="ffmpeg">With its ffprobe beside it; null where this machine has none, which will do for planning.</param>
    /// <param name="time">By which old pieces are thrown away.</param>
    public FilmCutter(Ffmpeg? ffmpeg, TimeProvider time) => (_ffmpeg, _time) = (ffmpeg, time);

    /// <summary>Looks at every file and reckons the film. Writes nothing.</summary>
    /// <exception cref="CutException">A file cannot be used.</exception>
    public async Task<FilmPlan> PlanAsync(CutList list, CancellationToken cancellationToken)
    {
        ClipReader reader = new(_ffmpeg);
        SourceFiles files = new(list);
        SourcePicture[] sources = new SourcePicture[list.Entries.Count];
        await Parallel.ForAsync(0, sources.Length, Workers.Options(cancellationToken), async (i, stop) =>
            sources[i] = await reader.ReadAsync(list.Entries[i], stop));
        if (Array.Find(sources, static s => s.Length <= 0) is { } empty)
        {
            throw new CutException(
                "clip-empty", $"{empty.Entry.Name} has no frame from {empty.In} on: its clip has {empty.FrameCount}. Nothing was made.");
        }

        FilmShape shape = FilmLook.Of(sources);
        return new FilmPlan(list, shape, FilmLayout.Of(sources, shape), files);
    }

    /// <summary>Makes the film. It has its name only once it is whole; a film that was there stays until then.</summary>
    /// <param name="plan">What is to be made.</param>
    /// <param name="path">Full path of the film.</param>
    /// <param name="cacheFolder">Where pieces are kept between cuts.</param>
    /// <param name="goal">How loud it is to be.</param>
    /// <param name="progress">Told of every piece, from any thread.</param>
    /// <param name="cancellationToken">Ends the making; what is made is kept.</param>
    /// <exception cref="CutException">ffmpeg did not do what it was told, a clip has gone or changed, or the disk is full.</exception>
    public async Task<FilmReport> CutAsync(
        FilmPlan plan,
        string path,
        string cacheFolder,
        LoudnessGoal goal,
        IProgress<CutProgress>? progress,
        CancellationToken cancellationToken)
    {
        SegmentCache? cache = null;
        try
        {
            cache = new SegmentCache(cacheFolder, _time);
            return await MakeAsync(plan, path, cache, goal, progress, cancellationToken);
        }
        catch (Exception e) when (plan.Files.HaveChanged)
        {
            // Some of it may show the new clip under the name of the old.
            cache?.ForgetMade();
            if (e is not OperationCanceledException)
            {
                plan.Files.ThrowIfChanged();
            }

            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CutException(
                "cut-failed",
                $"The film '{path}' was not made: {e.Message.TrimEnd('.')}. Nothing was charged. A film that was there before still is, and what was made is kept "
                + "for the next try. See to the file or the disk, and cut again.",
                e);
        }
    }

    private async Task<FilmReport> MakeAsync(
        FilmPlan plan,
        string path,
        SegmentCache cache,
        LoudnessGoal goal,
        IProgress<CutProgress>? progress,
        CancellationToken cancellationToken)
    {
        Ffmpeg ffmpeg = _ffmpeg ?? throw ClipReader.NoFfmpeg();

        // Looking at hundreds of clips has left much behind, and the programs that follow need the room.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        PieceCount count = new();
        FilmTrack picture = await new PictureMaker(ffmpeg, cache, count).MakeAsync(plan, progress, cancellationToken);
        ClipSounds clips = await ClipSounds.ReadAsync(plan, ffmpeg, cache, cancellationToken);
        SoundLayout layout = new(plan.Layout, await SoundsAsync(ffmpeg, plan, clips, cache, cancellationToken), clips.Gains);
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16];
        MadeSound made = await new SoundMaker(ffmpeg, cache, count).MakeAsync(layout, goal, name, progress, cancellationToken);
        progress?.Report(new CutProgress("writing", 0, 1));

        // Before the film: it needs the room, and once it has its name nothing may fail.
        cache.Prune();
        long size = await Task.Run(() => Write(path, picture, made.Track, plan, cancellationToken), cancellationToken);
        return new FilmReport
        {
            Path = path,
            FrameCount = plan.FrameCount,
            Size = size,
            Measured = made.Measured,
            Gain = made.Gain.Decibels,
            CopiedSoundSeconds = made.Layout.CopiedSeconds,
            DamagedSounds = [.. plan.Layout.Entries.Where(e => made.Refused.Concat(clips.Damaged).Contains(e.Source.Sound)).Select(static e => e.Source.Entry.Name)],
            Verified = made.Verified,
            MadePieces = count.Made,
            ReusedPieces = count.Reused,
        };
    }

    // What a killed run has left is large. A draft that somebody still writes cannot be opened.
    private static void RemoveAbandoned(string folder, string path)
    {
        foreach (string draft in Directory.EnumerateFiles(folder, $".{Path.GetFileName(path)}.*.part"))
        {
            try
            {
                new FileStream(draft, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                File.Delete(draft);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another run's, at work.
            }
        }
    }

    private static long Write(
        string path, FilmTrack picture, FilmTrack sound, FilmPlan plan, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        RemoveAbandoned(folder, path);
        string draft = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}.part");
        try
        {
            // It gets its name while it is still held: nobody may take it for what a killed run has left.
            using FileStream file = new(draft, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0);
            FilmFile.Write(file, picture, sound, plan.FrameCount, CutList.Rate, cancellationToken);
            plan.Files.ThrowIfChanged();
            File.Move(draft, path, overwrite: true);
            return file.Length;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static async Task<IReadOnlyList<PlacedSound>> SoundsAsync(
        Ffmpeg ffmpeg, FilmPlan plan, ClipSounds clips, SegmentCache cache, CancellationToken cancellationToken)
    {
        ClipReader reader = new(ffmpeg);
        Dictionary<string, string> identities = new(StringComparer.Ordinal);
        foreach (string track in plan.List.Entries.Select(static e => e.Track).OfType<string>())
        {
            identities[track] = await reader.IdentityAsync(track, cancellationToken);
        }

        List<MeasuredBed> beds = [];
        foreach (SoundBed bed in plan.List.Beds)
        {
            string identity = await reader.IdentityAsync(bed.File, cancellationToken);
            string name = $"bed-{identity[..32]}.wav";
            await cache.MakeAsync(name, draft => ConvertAsync(ffmpeg, bed.File, draft, cancellationToken), WholeFile.IsWav);
            string wav = cache.PathOf(name);
            beds.Add(new MeasuredBed(bed with { File = wav }, (new FileInfo(wav).Length - WholeFile.WavHeader) / 4, identity));
        }

        return FilmSound.Of(plan.Layout, clips.Lost, beds, identities);
    }

    private static async Task ConvertAsync(Ffmpeg ffmpeg, string file, string draft, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-hide_banner", "-nostdin", "-y", "-loglevel", "error", .. MediaInput.Guards, .. MediaInput.Of(file),
            "-vn", "-ar", "48000", "-ac", "2", "-c:a", "pcm_s16le", "-map_metadata", "-1", "-fflags", "+bitexact", "-f", "wav", draft,
        ];
        FfmpegRun run = await ffmpeg.RunAsync(arguments, Path.GetTempPath(), cancellationToken);
        if (!run.Succeeded)
        {
            throw RenderFailure.Of($"The sound '{file}'", run);
        }
    }
}
