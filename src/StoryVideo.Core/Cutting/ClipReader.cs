using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using StoryVideo.Cutting.Mp4;
using StoryVideo.Cutting.Pictures;
using StoryVideo.Cutting.Sounds;
using StoryVideo.Media;

namespace StoryVideo.Cutting;

/// <summary>
/// Looks at the files of a cut list. An MP4 is read by its index, a millisecond each; ffprobe is asked only for what that does not
/// tell.
/// </summary>
internal sealed class ClipReader(Ffmpeg? ffmpeg)
{
    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    /// <exception cref="CutException">A file cannot be opened or holds no picture.</exception>
    public async Task<SourcePicture> ReadAsync(CutEntry entry, CancellationToken cancellationToken) => entry.Role switch
    {
        ClipRole.Card => new SourcePicture { Entry = entry, FrameCount = entry.Out ?? 0, Identity = HashOf(entry.Text ?? "") },
        ClipRole.Still => new SourcePicture
        {
            Entry = entry,
            FrameCount = entry.Out ?? 0,
            Identity = HashOf((entry.File is { } image ? await IdentityAsync(image, cancellationToken) : "") + "\n" + entry.Text),
        },
        _ => await ReadClipAsync(entry, cancellationToken),
    };

    /// <summary>SHA-256 of a file's bytes in lower-case hex; read once.</summary>
    public async Task<string> IdentityAsync(string path, CancellationToken cancellationToken)
    {
        if (!_hashes.TryGetValue(path, out string? hash))
        {
            await using FileStream file = File.OpenRead(path);
            _hashes[path] = hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        }

        return hash;
    }

    public static CutException NoFfmpeg() => new(
        "ffmpeg-missing",
        $"This machine has no ffmpeg. Install it (apt-get install ffmpeg, brew install ffmpeg, winget install ffmpeg) or name it in {Ffmpeg.Variable}. "
        + "Nothing was made.");

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private async Task<SourcePicture> ReadClipAsync(CutEntry entry, CancellationToken cancellationToken)
    {
        string path = entry.File!;
        try
        {
            string why;
            string identity;
            try
            {
                await using FileStream file = File.OpenRead(path);
                Mp4Movie movie = Mp4Movie.Read(file);
                identity = movie.Identity;
                Mp4Track picture = movie.Tracks.FirstOrDefault(static t => t.Handler == "vide")
                    ?? throw new InvalidDataException("it has no picture");
                if (picture.Samples() is { Count: > 0 } samples && samples.Offsets[^1] + samples.Sizes[^1] > file.Length)
                {
                    // Not left to ffmpeg, which would show the last frame that is there until the clip's end.
                    throw new EndOfStreamException("it is cut short");
                }

                Mp4Track[] sounds = [.. movie.Tracks.Where(static t => t.Handler == "soun")];
                CodedPicture coded = CodedPicture.Read(path, picture, CutList.Rate);
                return new SourcePicture
                {
                    Entry = entry,
                    Coded = coded,
                    Identity = identity,
                    Width = coded.Width,
                    Height = coded.Height,
                    FrameCount = coded.FrameCount,
                    HasSound = sounds.Length > 0,
                    Sound = sounds.Length == 1 && CodedSound.Read(path, identity, sounds[0]) is { } sound && sound.Offsets[^1] + sound.Sizes[^1] <= file.Length
                        ? sound
                        : null,
                };
            }
            catch (InvalidDataException e)
            {
                why = e.Message;
                identity = await IdentityAsync(path, cancellationToken);
            }

            MediaInfo info = await new MediaProbe(ffmpeg ?? throw NoFfmpeg()).ReadAsync(path, cancellationToken);
            VideoStreamInfo video = info.Video ?? throw new InvalidDataException("it has no picture");
            return new SourcePicture
            {
                Entry = entry,
                WhyConformed = why,
                Identity = identity,
                Width = video.Width,
                Height = video.Height,
                FrameCount = Math.Max(1, CutList.FramesOf(video.Seconds)),
                HasSound = info.Audio is not null,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CutException(
                "clip-unreadable",
                $"{entry.Name}: the clip '{path}' cannot be used: {e.Message.TrimEnd('.')}. Nothing was made and nothing was charged. Bring "
                + "the file back, or make the shot again with New-ShotVideo -Override (storyvideo run create-shot-video --mode override).",
                e);
        }
    }
}
