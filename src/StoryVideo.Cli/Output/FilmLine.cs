using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StoryVideo.Cutting;
using StoryVideo.Stories;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Cli.Output;

/// <summary>Writes a film and its cut list as one line of JSON.</summary>
internal static class FilmLine
{
    public static string Of(StoryFilm film)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("story", film.StoryId);
            json.WriteString("scenelet", film.SceneletId);
            json.WriteString("file", film.Path);
            json.WriteBoolean("made", film.IsMade);
            json.WriteNumber("seconds", film.Duration.TotalSeconds);
            json.WriteNumber("frames", film.FrameCount);
            json.WriteNumber("copiedFrames", film.CopiedFrames);
            json.WriteNumber("width", film.Width);
            json.WriteNumber("height", film.Height);
            WriteReport(json, film.Report);
            json.WriteStartArray("cuts");
            foreach (PlannedEntry cut in film.Cuts)
            {
                Write(json, cut);
            }

            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (Finding finding in film.Findings)
            {
                json.WriteStartObject();
                json.WriteString("severity", Words.Of(finding.Severity));
                json.WriteString("code", finding.Code);
                json.WriteString("message", finding.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    private static void WriteReport(Utf8JsonWriter json, FilmReport? report)
    {
        if (report is null)
        {
            return;
        }

        json.WriteNumber("bytes", report.Size);
        json.WriteNumber("madePieces", report.MadePieces);
        json.WriteNumber("reusedPieces", report.ReusedPieces);
        Level(json, "measuredLufs", report.Measured.Integrated);
        Level(json, "measuredDbtp", report.Measured.TruePeak);
        json.WriteNumber("gainDb", report.Gain);
        Level(json, "lufs", report.Verified.Integrated);
        Level(json, "dbtp", report.Verified.TruePeak);
    }

    // Silence has no level.
    private static void Level(Utf8JsonWriter json, string name, double level)
    {
        if (double.IsFinite(level))
        {
            json.WriteNumber(name, Math.Round(level, 2));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Write(Utf8JsonWriter json, PlannedEntry cut)
    {
        json.WriteStartObject();
        json.WriteString("name", cut.Entry.Name);
        json.WriteString("shows", cut.Entry.Role.ToString().ToLowerInvariant());
        json.WriteString("file", cut.Entry.File);
        json.WriteString("text", cut.Entry.Text);
        json.WriteNumber("startFrame", cut.StartFrame);
        json.WriteNumber("in", cut.Entry.In);
        json.WriteNumber("out", cut.Entry.Out ?? 0);
        json.WriteString("transition", cut.Entry.ToNext.Kind.ToString());
        json.WriteNumber("transitionFrames", cut.Entry.ToNext.Frames);
        json.WriteNumber("ownLevel", cut.HasOwnSound ? cut.Entry.OwnLevel : 0);
        json.WriteString("track", cut.Entry.Track);
        json.WriteNumber("trackLevel", cut.Entry.Track is null ? 0 : cut.Entry.TrackLevel);
        json.WriteString("conformed", cut.WhyConformed);
        json.WriteEndObject();
    }
}
