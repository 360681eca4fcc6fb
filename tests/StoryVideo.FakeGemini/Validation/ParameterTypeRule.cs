using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>Numbers are JSON numbers and strings are strings: <c>"8"</c> is no duration.</summary>
internal sealed class ParameterTypeRule : IRequestRule
{
    public string? Refuse(SubmitBody body)
    {
        foreach (JsonProperty parameter in body.Parameters.EnumerateObject())
        {
            if (parameter.Name == "generateAudio")
            {
                if (parameter.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    return Refusals.NotABoolean(parameter.Name);
                }

                continue;
            }

            bool isNumber = parameter.Name is "durationSeconds" or "sampleCount" or "seed";
            if (isNumber && parameter.Value.ValueKind != JsonValueKind.Number)
            {
                return Refusals.NotANumber(parameter.Name);
            }

            if (!isNumber && parameter.Value.ValueKind != JsonValueKind.String)
            {
                return Refusals.NotAString(parameter.Name);
            }
        }

        return null;
    }
}
