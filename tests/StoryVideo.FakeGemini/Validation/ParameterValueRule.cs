using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>Values that the model knows, each on its own.</summary>
internal sealed class ParameterValueRule : IRequestRule
{
    public string? Refuse(SubmitBody body)
    {
        foreach (JsonProperty parameter in body.Parameters.EnumerateObject())
        {
            string value = parameter.Value.ToString();
            bool allowed = parameter.Name switch
            {
                "aspectRatio" => value is "16:9" or "9:16",
                "resolution" => value is "720p" or "1080p" || (value == "4k" && !body.Model.IsLite),
                "durationSeconds" => parameter.Value.GetDouble() is 4 or 6 or 8,
                "sampleCount" => value == "1",
                "storageUri" => value.StartsWith("gs://", StringComparison.Ordinal),
                "personGeneration" => body.IsVertex ? value is "allow_adult" or "dont_allow" : value == (body.HasFrame || body.HasReferences ? "allow_adult" : "allow_all"),
                _ => true,
            };
            if (!allowed)
            {
                return parameter.Name == "personGeneration"
                    ? $"{value} for personGeneration is currently not supported."
                    : Refusals.OutOfRange(parameter.Name, value);
            }
        }

        return null;
    }
}
