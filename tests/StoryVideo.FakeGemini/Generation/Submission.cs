namespace StoryVideo.FakeGemini.Generation;

/// <summary>A submission that was taken on, and therefore paid.</summary>
/// <param name="Operation">The operation's full name.</param>
/// <param name="Model">Its id.</param>
/// <param name="Prompt">As it arrived; where shots' prompts differ it tells which shot this was.</param>
/// <param name="BodySha256">Of the request's bytes, in lower-case hex: equal for a submission sent twice.</param>
/// <param name="At">When it was taken on.</param>
/// <param name="Seconds">The length of clip that was asked for.</param>
/// <param name="Bucket">Where the clip shall be laid: <c>gs://bucket/folder/</c>; null for nowhere.</param>
public sealed record Submission(
    string Operation, string Model, string Prompt, string BodySha256, DateTimeOffset At, double Seconds = Submission.UsualSeconds, string? Bucket = null)
{
    public const double UsualSeconds = 8;
}
