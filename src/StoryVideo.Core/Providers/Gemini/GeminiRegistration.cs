using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>The Gemini API among the providers.</summary>
public static class GeminiRegistration
{
    private static readonly string[] s_variables = ["GOOGLE_API_KEY", "GEMINI_API_KEY"];

    public static ProviderRegistration Entry { get; } = new()
    {
        Name = GeminiVideoProvider.ProviderName,
        Wires = [VeoWire.WireName, InteractionsWire.WireName],
        KeyVariables = s_variables,
        KeyTitle = "Gemini key",
        KeyStarts = GoogleKeys.Starts,
        KeyAdvice = $"set {s_variables[0]}; keys are made at https://aistudio.google.com/apikey",
        FindKey = static opening => ProviderKey.Find(opening, s_variables)?.Source,
        Address = static opening =>
            GeminiEndpoint.TryParse(opening.ReadVariable(GeminiEndpoint.Variable), out ServiceEndpoint? endpoint, out _)
                ? endpoint.BaseUrl.AbsoluteUri
                : GeminiEndpoint.Default.BaseUrl.AbsoluteUri,
        Open = static opening => new GeminiVideoProvider(OptionsOf(opening), opening.Time),
        ImageWires = [GeminiImageProvider.WireName],
        OpenImages = static opening => new GeminiImageProvider(OptionsOf(opening), opening.Time),
        SpeechWires = [GeminiImageProvider.WireName],
        OpenSpeech = static opening => new GeminiSpeechProvider(OptionsOf(opening), opening.Time),
        JudgeWires = [GeminiImageProvider.WireName],
        OpenJudge = static opening => new GeminiJudgeProvider(OptionsOf(opening), opening.Time),
    };

    private static GeminiOptions OptionsOf(ProviderOpening opening)
    {
        ApiKey? key = opening.IsForShow ? null : ProviderKey.Require(opening, s_variables, "the Gemini API");
        if (!GeminiEndpoint.TryParse(opening.ReadVariable(GeminiEndpoint.Variable), out ServiceEndpoint? endpoint, out string? problem))
        {
            throw new ProviderSetupException("settings-invalid", $"{problem} Nothing was sent.");
        }

        return new GeminiOptions
        {
            Endpoint = endpoint,
            Key = key,
            SuccessorOf = id => opening.Catalog.Find(id, GeminiVideoProvider.ProviderName)?.Successor,
            WireOf = id => opening.Catalog.Find(id, GeminiVideoProvider.ProviderName)?.Wire,
            Notice = opening.Notice,
        };
    }
}
