using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>
/// Fields that the model does not take: <c>seed</c>, <c>generateAudio</c>, <c>numberOfVideos</c> and everything unheard
/// of.
/// </summary>
internal sealed class KnownFieldRule : IRequestRule
{
    private static readonly string[] s_instance = ["prompt", "image", "lastFrame", "video", "referenceImages"];

    private static readonly string[] s_parameters =
        ["aspectRatio", "resolution", "durationSeconds", "negativePrompt", "personGeneration", "sampleCount"];

    private static readonly string[] s_onVertex = [.. s_parameters, "generateAudio", "seed", "storageUri"];

    private static readonly string[] s_notOnLite = ["referenceImages", "video", "negativePrompt"];

    public string? Refuse(SubmitBody body) =>
        FirstUnknown(body.Instance, s_instance, body.Model) ?? FirstUnknown(body.Parameters, body.IsVertex ? s_onVertex : s_parameters, body.Model);

    private static string? FirstUnknown(JsonElement element, string[] known, FakeModel model)
    {
        foreach (JsonProperty property in element.EnumerateObject())
        {
            bool refused = !known.Contains(property.Name, StringComparer.Ordinal)
                || (model.IsLite && s_notOnLite.Contains(property.Name, StringComparer.Ordinal));
            if (refused)
            {
                return Refusals.NotSupported(property.Name);
            }
        }

        return null;
    }
}
