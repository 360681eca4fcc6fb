namespace StoryVideo.Providers.Gemini;

internal sealed record WireOperationResponse(WireVideoResponse? GenerateVideoResponse);
