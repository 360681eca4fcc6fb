namespace StoryVideo.Providers.Google;

/// <summary>A generation as a submission and a poll answer it.</summary>
/// <param name="Name"><c>models/{id}/operations/{token}</c>, behind projects and locations at Vertex AI.</param>
/// <param name="Done">Absent or false while it runs.</param>
/// <param name="Error">Only where it failed; its code is a google.rpc number.</param>
/// <param name="Response">Only where it is done.</param>
internal sealed record WireOperation(string? Name, bool? Done, WireError? Error, WireVideoResponse? Response);
