using System.Text;
using StoryVideo.Cutting.Mp4;
using StoryVideo.Media;

namespace StoryVideo.Cutting.Pictures;

/// <summary>Makes the stretches of picture that cannot be copied, and puts all of them together in one track.</summary>
internal sealed class PictureMaker(Ffmpeg ffmpeg, SegmentCache cache, PieceCount count)
{
    public async Task<FilmTrack> MakeAsync(FilmPlan plan, IProgress<CutProgress>? progress, CancellationToken cancellationToken)
    {
        FilmShape shape = plan.Shape with { Colour = await ColourAsync(plan, cancellationToken) };
        (PictureUnit Unit, PictureRecipe Recipe)[] made =
            [.. plan.Layout.Units.Where(static u => !u.IsCopied).Select(u => (u, new PictureRecipe(u, shape)))];
        int done = 0;
        await Parallel.ForEachAsync(made.DistinctBy(static m => m.Recipe.Key, StringComparer.Ordinal), Workers.Options(cancellationToken), async (piece, stop) =>
        {
            count.Add(await cache.MakeAsync(NameOf(piece.Recipe), draft => RenderAsync(piece.Unit, piece.Recipe, draft, stop), WholeFile.IsMovie));
            progress?.Report(new CutProgress("picture", Interlocked.Increment(ref done), made.Length));
        });
        return Assemble(plan, made.ToDictionary(
            static object (m) => m.Unit, m => Open(cache.PathOf(NameOf(m.Recipe))), ReferenceEqualityComparer.Instance));
    }

    private static string NameOf(PictureRecipe recipe) => recipe.Key + ".mp4";

    // What is made has to say of its colours what the copied frames beside it say.
    private async Task<ColourInfo> ColourAsync(FilmPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Layout.Units.All(static u => u.IsCopied)
            || plan.Layout.Entries.FirstOrDefault(e => e.Source.Coded?.Kind is { } kind && kind == plan.Shape.Kind) is not { } model)
        {
            return ColourInfo.Unknown;
        }

        string name = model.Source.Identity + ".colour";
        if (cache.Find(name) is { } kept)
        {
            return ColourInfo.FromText(Encoding.UTF8.GetString(kept));
        }

        try
        {
            ColourInfo colour = (await new MediaProbe(ffmpeg).ReadAsync(model.Source.Entry.File!, cancellationToken)).Video?.Colour ?? ColourInfo.Unknown;
            await cache.KeepAsync(name, Encoding.UTF8.GetBytes(colour.ToText()));
            return colour;
        }
        catch (InvalidDataException e)
        {
            throw new CutException(
                "cut-failed",
                $"{model.Source.Entry.Name}: its clip cannot be read any more: {e.Message.TrimEnd('.')}. Nothing was charged. Bring the file back, or make "
                + "the shot again with New-ShotVideo -Override (storyvideo run create-shot-video --mode override).",
                e);
        }
    }

    private static CodedPicture Open(string path)
    {
        using FileStream file = File.OpenRead(path);
        return CodedPicture.Read(path, Mp4Movie.Read(file).Tracks[0], CutList.Rate);
    }

    private static FilmTrack Assemble(FilmPlan plan, Dictionary<object, CodedPicture> made)
    {
        CodedPicture? model = plan.Layout.Units.FirstOrDefault(static u => u.IsCopied)?.Source.Coded;
        CodedPicture[] coded = [.. made.Values.DistinctBy(static c => c.Kind, StringComparer.Ordinal)];
        AvcConfiguration configuration = Union(model is null ? coded : [model, .. coded]);
        FilmTrack track = new()
        {
            TimeScale = CutList.Rate * 512,
            Step = 512,
            Entry = Entry(model ?? coded[0], configuration),
        };
        foreach (PictureUnit unit in plan.Layout.Units)
        {
            CodedPicture source = unit.IsCopied ? unit.Source.Coded! : made[unit];
            (int from, int to) = unit.IsCopied ? (unit.First, unit.Last) : (0, source.FrameCount);
            if (to - from != unit.FrameCount)
            {
                throw new CutException(
                    "cut-failed",
                    $"{unit.Source.Entry.Name}: {to - from} frames were made where {unit.FrameCount} were needed. Nothing was charged. Look at "
                    + "the clip with Get-ShotFrame (storyvideo frames): it may be damaged.");
            }

            track.Add(unit.IsCopied ? unit.Source.Entry.File! : source.Path, source.Samples, from, to, source.FrameOf);
        }

        return track;
    }

    private static AvcConfiguration Union(CodedPicture[] pictures)
    {
        try
        {
            return pictures.Select(static p => p.Configuration).Aggregate(static (one, other) => one.With(other));
        }
        catch (InvalidDataException e)
        {
            throw new CutException(
                "cut-failed",
                $"What was made does not fit beside the clips: {e.Message}. Nothing was charged, and nothing is lost; this is a defect of StoryVideo or of "
                + "this ffmpeg. Test-StoryVideoSetup (storyvideo doctor) looks at it.",
                e);
        }
    }

    private static byte[] Entry(CodedPicture model, AvcConfiguration configuration)
    {
        using BoxWriter to = new();
        to.Box("avc1", () =>
        {
            to.Bytes(model.Entry.Bytes.Span[..CodedPicture.EntryHeader]);
            to.Box("avcC", () => to.Bytes(configuration.ToBytes()));
            if (model.Entry.Find("colr", CodedPicture.EntryHeader) is { } colour)
            {
                to.Box("colr", () => to.Bytes(colour.Bytes.Span));
            }
        });
        return to.ToArray();
    }

    private async Task RenderAsync(PictureUnit unit, PictureRecipe recipe, string draft, CancellationToken cancellationToken)
    {
        // Words are read from files, and files of the same name would meet in a folder that is shared.
        string folder = Directory.CreateTempSubdirectory("storyvideo-").FullName;
        try
        {
            for (int i = 0; i < recipe.Texts.Count; i++)
            {
                await File.WriteAllTextAsync(Path.Combine(folder, PictureRecipe.TextFile(i)), recipe.Texts[i], cancellationToken);
            }

            FfmpegRun run = await ffmpeg.RunAsync([.. recipe.Arguments, draft], folder, cancellationToken);
            if (!run.Succeeded)
            {
                string into = unit.Into is { } next ? $" to {next.Source.Entry.Name}" : "";
                throw RenderFailure.Of($"The picture of {unit.Source.Entry.Name}{into}", run);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
