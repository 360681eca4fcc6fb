namespace StoryVideo.Cutting;

/// <summary>Counts pieces that were made and pieces that were there, from several threads.</summary>
internal sealed class PieceCount
{
    private int _made;
    private int _reused;

    public int Made => _made;

    public int Reused => _reused;

    public void Add(bool isMade)
    {
        if (isMade)
        {
            Interlocked.Increment(ref _made);
        }
        else
        {
            Interlocked.Increment(ref _reused);
        }
    }
}
