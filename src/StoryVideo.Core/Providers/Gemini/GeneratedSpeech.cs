using System.Globalization;
using System.Text;
using System.Text.Json;
using StoryVideo.Media;
using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>What a successful answer to a request for speech holds: samples without a header, a whole file, or the reason why there is neither.</summary>
internal sealed class GeneratedSpeech(ServiceErrors errors, string mayBePaid)
{
    private const int UsualRate = 24_000;
    private const string NotCharged = "Nothing was spoken and no sound is charged.";

    public SubmitOutcome Read(ReadOnlyMemory<byte> body, int status)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return Read(new ContentAnswer(document.RootElement), status);
        }
        catch (JsonException)
        {
            return Unreadable(status, "is not JSON", Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, 4096)]));
        }
    }

    private SubmitOutcome Read(ContentAnswer answer, int status)
    {
        string finish = answer.FinishReason;
        List<JsonElement> sounds = [.. answer.Parts.Select(static p => ContentAnswer.Member(p, "inlineData")).OfType<JsonElement>()];
        if (sounds.Count > 0)
        {
            return Sound(sounds, finish, status);
        }

        string said = ServiceErrors.Quote(answer.Message ?? answer.Words);
        string? objection = answer.BlockReason ?? (ImageRefusals.Withheld(finish) is null ? null : finish);
        return objection is null
            ? new SubmitOutcome.Empty(errors.Create(
                "no-speech", $"The model answered without any sound ({ContentAnswer.Plain(finish)}){said}. {NotCharged}", Charge.None, status))
            : new SubmitOutcome.Filtered(errors.Create(
                "speech-withheld",
                $"The speech is withheld: {ImageRefusals.Withheld(objection) ?? "the service objects"} ({ContentAnswer.Plain(objection)}){said}. {NotCharged} "
                + "Change the storyboard's lines; the same request would fare the same again.",
                Charge.None,
                status));
    }

    // Long answers come in several pieces, which follow one another.
    private SubmitOutcome Sound(List<JsonElement> pieces, string finish, int status)
    {
        if (finish is not ("STOP" or ""))
        {
            return Unreadable(status, $"breaks off in the middle of the speech ({ContentAnswer.Plain(finish)})", null);
        }

        List<WavFile> sounds = [];
        foreach (JsonElement piece in pieces)
        {
            byte[] bytes;
            try
            {
                bytes = Convert.FromBase64String(ContentAnswer.Text(piece, "data") ?? "");
            }
            catch (FormatException)
            {
                return Unreadable(status, "holds sound whose base64 is damaged", null);
            }

            if (pieces.Count == 1 && WavFile.IsWav(bytes))
            {
                return WavFile.Read(bytes, out string? damage) is null ? Unreadable(status, $"holds sound that cannot be used: {damage}", null) : new SubmitOutcome.Answered(bytes);
            }

            if ((WavFile.IsWav(bytes) ? WavFile.Read(bytes, out _) : Samples(bytes, ContentAnswer.Text(piece, "mimeType") ?? "")) is not { } sound)
            {
                return Unreadable(status, $"holds sound that cannot be used ({ServiceErrors.Quote(ContentAnswer.Text(piece, "mimeType") ?? "of no type").Trim()})", null);
            }

            sounds.Add(sound);
        }

        return WavFile.Join(sounds) is { } whole
            ? new SubmitOutcome.Answered(whole.ToBytes())
            : Unreadable(status, "holds pieces of sound that do not go together", null);
    }

    // audio/L16;codec=pcm;rate=24000: little-endian for all that the name of the type promises otherwise.
    private static WavFile? Samples(byte[] bytes, string mimeType)
    {
        string[] parts = mimeType.Split(';', StringSplitOptions.TrimEntries);
        int rate = UsualRate;
        bool isKnown = parts[0].ToLowerInvariant() is "audio/l16" or "audio/pcm";
        foreach (string part in parts.Skip(1).Where(static p => p.StartsWith("rate=", StringComparison.OrdinalIgnoreCase)))
        {
            isKnown &= int.TryParse(part.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out rate) && rate is >= 8000 and <= 192_000;
        }

        return isKnown && bytes.Length >= 2 ? new WavFile(rate, 1, bytes.AsMemory(0, bytes.Length - (bytes.Length % 2))) : null;
    }

    private SubmitOutcome.Uncertain Unreadable(int status, string what, string? raw) =>
        new(errors.Create("answer-unreadable", $"The answer {what} ({status}). {mayBePaid}", Charge.Possible, status, raw));
}
