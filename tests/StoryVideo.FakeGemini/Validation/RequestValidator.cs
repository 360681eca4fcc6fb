using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>Examines a submission as the service does; the first objection counts.</summary>
internal static class RequestValidator
{
    private static readonly IRequestRule[] s_rules =
    [
        new ShapeRule(),
        new KnownFieldRule(),
        new PromptRule(),
        new ParameterTypeRule(),
        new ParameterValueRule(),
        new ImageRule(),
        new ReferenceRule(),
        new VideoInputRule(),
        new CombinationRule(),
    ];

    public static string? Refuse(FakeModel model, ReadOnlyMemory<byte> json, bool isVertex, out string prompt, out double seconds, out string? bucket)
    {
        prompt = "";
        seconds = 0;
        bucket = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            SubmitBody body = new(model, document.RootElement, isVertex);
            foreach (IRequestRule rule in s_rules)
            {
                if (rule.Refuse(body) is string refusal)
                {
                    return refusal;
                }
            }

            prompt = body.Prompt;
            seconds = body.Duration;
            bucket = body.Bucket;
            return null;
        }
        catch (JsonException e)
        {
            return $"Invalid JSON payload received. {e.Message}";
        }
    }
}
