namespace StoryVideo.FakeGemini.Generation;

/// <summary>An operation in the shape of the wire that it was submitted on.</summary>
internal static class OperationAnswers
{
    public static Answer Running(FakeOperation operation) => new(200, IsInteraction(operation)
        ? InteractionJson.Of(operation, operation.IsCancelled ? "cancelled" : "in_progress").ToJsonString()
        : VeoJson.Of(operation).ToJsonString());

    public static Answer Done(FakeOperation operation, string uriBase, FakeGeminiOptions options) => new(200, IsInteraction(operation)
        ? InteractionJson.Done(operation, uriBase, options).ToJsonString()
        : VeoJson.Done(operation, uriBase, options).ToJsonString());

    /// <summary>The clip that an operation yields.</summary>
    public static byte[] ClipOf(FakeOperation operation, FakeGeminiOptions options, double? seconds = null) => Clip.Of(
        options.ClipLength, seconds ?? operation.Submission.Seconds, options.MarksClips ? operation.Submission.Operation : null);

    /// <summary>Where a clip lies in the bucket that its submission named; null where it named none.</summary>
    public static string? InBucket(FakeOperation operation, int index) => operation.Submission.Bucket is { } bucket
        ? $"{bucket.TrimEnd('/')}/{operation.FileIds[index]}.mp4"
        : null;

    private static bool IsInteraction(FakeOperation operation) =>
        operation.Submission.Operation.Contains("interactions/", StringComparison.Ordinal);
}
