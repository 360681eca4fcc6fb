using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>A clip to extend is named by <c>{"uri"}</c> alone.</summary>
internal sealed class VideoInputRule : IRequestRule
{
    public string? Refuse(SubmitBody body)
    {
        if (!body.Instance.TryGetProperty("video", out JsonElement video))
        {
            return null;
        }

        if (video.ValueKind != JsonValueKind.Object
            || !video.TryGetProperty("uri", out JsonElement uri)
            || uri.ValueKind != JsonValueKind.String)
        {
            return "Video URI not found in the request.";
        }

        return video.EnumerateObject()
            .Where(static p => p.Name != "uri")
            .Select(static p => Refusals.NotSupported(p.Name))
            .FirstOrDefault();
    }
}
