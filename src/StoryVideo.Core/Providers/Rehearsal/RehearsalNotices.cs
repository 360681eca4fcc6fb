namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// Says each thing that an operator should know about this machine once, however many clips run into it.
/// </summary>
internal sealed class RehearsalNotices(Action<string>? say)
{
    private int _stubSaid;
    private int _textSaid;

    public void StubUsed() => Once(
        ref _stubSaid,
        "ffmpeg was not found on PATH or in STORYVIDEO_FFMPEG: every rehearsed clip and image is the same stub. "
        + "Install it (apt-get install ffmpeg, winget install ffmpeg, brew install ffmpeg) to see your story move.");

    public void TextMissing(bool renderedWithoutIt)
    {
        if (renderedWithoutIt)
        {
            Once(
                ref _textSaid,
                "ffmpeg cannot draw text here (no drawtext filter, or no font): rehearsal clips carry no captions.");
        }
    }

    private void Once(ref int said, string text)
    {
        if (Interlocked.Exchange(ref said, 1) == 0)
        {
            say?.Invoke(text);
        }
    }
}
