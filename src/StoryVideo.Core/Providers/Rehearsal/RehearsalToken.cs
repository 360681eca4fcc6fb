using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using StoryVideo.Catalog;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// Writes a spec into a name and reads it back, so that an operation outlives the process that began it. A name that is
/// read may have been made by anyone: it goes through the same checks as a request.
/// </summary>
internal static class RehearsalToken
{
    private const int LongestToken = 16_384;

    public static string Write(RehearsalSpec spec)
    {
        RehearsalTokenShape shape = new()
        {
            Version = RehearsalTokenShape.CurrentVersion,
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
            Still = spec.Still?.Value,
            AspectRatio = spec.Format.AspectRatio,
            Resolution = spec.Format.Resolution,
            Seconds = spec.Format.DurationSeconds,
            Caption = spec.Caption,
            Pan = spec.Move.Pan,
            Tilt = spec.Move.Tilt,
            Zoom = spec.Move.Zoom,
        };
        return Base64Url.EncodeToString(
            JsonSerializer.SerializeToUtf8Bytes(shape, RehearsalJsonContext.Default.RehearsalTokenShape));
    }

    /// <summary>The spec in a token; null with a reason where it holds none.</summary>
    public static RehearsalSpec? Read(ReadOnlySpan<char> token, out string? problem)
    {
        RehearsalTokenShape? shape = ReadShape(token);
        if (shape is null)
        {
            problem = "it was not made by a rehearsal";
            return null;
        }

        if (shape.Version != RehearsalTokenShape.CurrentVersion)
        {
            problem = $"its version {shape.Version} is not one that this program reads";
            return null;
        }

        VideoFormat format = new(shape.AspectRatio, shape.Resolution, shape.Seconds);
        CameraMove move = new(shape.Pan, shape.Tilt, shape.Zoom);
        return RehearsalSpec.Of(shape.Still, format, shape.Caption, move, out problem);
    }

    private static RehearsalTokenShape? ReadShape(ReadOnlySpan<char> token)
    {
        if (token.Length is 0 or > LongestToken || !Base64Url.IsValid(token))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(
                Base64Url.DecodeFromChars(token),
                RehearsalJsonContext.Default.RehearsalTokenShape);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
