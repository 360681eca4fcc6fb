using System.Globalization;

namespace StoryVideo.Providers.Grok;

/// <summary>
/// The prompt with what each image is: this service knows images by their place, as <c>&lt;IMAGE_1&gt;</c>, and by nothing else.
/// </summary>
internal static class GrokPrompt
{
    public static string Of(VideoRequest request) => request.References.Count == 0
        ? request.Prompt
        : $"{request.Prompt}\n\n{string.Join(' ', request.References.Select(Sentence))}";

    private static string Sentence(ReferenceImage image, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"<IMAGE_{place + 1}> is {image.Shows ?? "a reference"}.");
}
