namespace StoryVideo.Providers.Google;

/// <summary>A clip in an answer, in one of three ways.</summary>
/// <param name="Uri">Where the Gemini API lays it.</param>
/// <param name="GcsUri">Where Vertex AI lays it, if it was told to: <c>gs://bucket/object</c>.</param>
/// <param name="BytesBase64Encoded">The clip itself, as Vertex AI answers otherwise; of a long one only the beginning is kept.</param>
internal sealed record WireVideo(string? Uri, string? GcsUri, string? BytesBase64Encoded);
