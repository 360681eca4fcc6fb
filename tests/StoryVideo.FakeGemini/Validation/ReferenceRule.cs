using System.Text.Json;

namespace StoryVideo.FakeGemini.Validation;

/// <summary>One to three <c>{"image","referenceType":"asset"}</c>.</summary>
internal sealed class ReferenceRule : IRequestRule
{
    public string? Refuse(SubmitBody body)
    {
        if (!body.Instance.TryGetProperty("referenceImages", out JsonElement references))
        {
            return null;
        }

        if (references.ValueKind != JsonValueKind.Array || references.GetArrayLength() is < 1 or > 3)
        {
            return "`referenceImages` must hold one to three images.";
        }

        return references.EnumerateArray().Select(RefuseReference).FirstOrDefault(static r => r is not null);
    }

    private static string? RefuseReference(JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.Object)
        {
            return "A reference image must be an object.";
        }

        foreach (JsonProperty property in reference.EnumerateObject())
        {
            if (property.Name is not ("image" or "referenceType"))
            {
                return Refusals.NotSupported(property.Name);
            }
        }

        if (!reference.TryGetProperty("referenceType", out JsonElement type)
            || !string.Equals(type.ToString(), "asset", StringComparison.OrdinalIgnoreCase))
        {
            return Refusals.OutOfRange("referenceType", type.ToString());
        }

        return reference.TryGetProperty("image", out JsonElement image)
            ? ImageRule.RefuseImage(image)
            : "A reference image must have an `image`.";
    }
}
