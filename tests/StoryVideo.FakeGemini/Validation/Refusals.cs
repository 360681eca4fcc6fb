namespace StoryVideo.FakeGemini.Validation;

/// <summary>Sentences that several rules say.</summary>
internal static class Refusals
{
    /// <summary>The service's one answer to every illegal combination.</summary>
    public const string IllegalCombination =
        "Your use case is currently not supported. Please refer to Gemini API documentation for current model "
        + "offering.";

    public static string NotSupported(string field) =>
        $"`{field}` isn't supported by this model. Please remove it or refer to the Gemini API documentation for "
        + "supported usage.";

    public static string UnknownName(string field) =>
        $"Invalid JSON payload received. Unknown name \"{field}\": Cannot find field.";

    public static string NotANumber(string field) => $"The value type for `{field}` needs to be a number.";

    public static string NotABoolean(string field) => $"The value type for `{field}` needs to be a boolean.";

    public static string NotAString(string field) => $"The value type for `{field}` needs to be a string.";

    public static string OutOfRange(string field, string value) =>
        $"The value `{value}` of `{field}` is not supported by this model.";
}
