using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary><c>{"instances":[{…}],"parameters":{…}}</c> with one instance, and nothing beside it.</summary>
internal sealed class ShapeRule : IRequestRule
{
    public string? Refuse(SubmitBody body)
    {
        if (body.Root.ValueKind != JsonValueKind.Object)
        {
            return "Invalid JSON payload received. Root element must be a message.";
        }

        foreach (JsonProperty property in body.Root.EnumerateObject())
        {
            if (property.Name is not ("instances" or "parameters"))
            {
                return Refusals.UnknownName(property.Name);
            }
        }

        if (!body.Root.TryGetProperty("instances", out JsonElement instances)
            || instances.ValueKind != JsonValueKind.Array
            || instances.GetArrayLength() != 1
            || instances[0].ValueKind != JsonValueKind.Object)
        {
            return "Request must contain exactly one instance.";
        }

        return body.Parameters.ValueKind == JsonValueKind.Object ? null : "`parameters` must be an object.";
    }
}
