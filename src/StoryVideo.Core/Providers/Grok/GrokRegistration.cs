using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Grok;

/// <summary>xAI's Grok Imagine among the providers.</summary>
public static class GrokRegistration
{
    private const string KeyVariable = "XAI_API_KEY";

    // What keys of xAI's begin with.
    private const string KeyStart = "xai-";

    private static readonly string[] s_variables = [KeyVariable];

    public static ProviderRegistration Entry { get; } = new()
    {
        Name = GrokVideoProvider.ProviderName,
        Wires = [GrokVideoWire.WireName],
        KeyVariables = s_variables,
        KeyTitle = "xAI key",
        KeyStarts = [KeyStart],
        KeyAdvice = $"set {KeyVariable}; keys are made at https://console.x.ai",
        FindKey = static opening => ProviderKey.Find(opening, s_variables)?.Source,
        Address = static opening =>
            GrokEndpoint.TryParse(opening.ReadVariable(GrokEndpoint.Variable), out ServiceEndpoint? endpoint, out _)
                ? endpoint.BaseUrl.AbsoluteUri
                : GrokEndpoint.Default.BaseUrl.AbsoluteUri,
        Open = Open,
    };

    private static GrokVideoProvider Open(ProviderOpening opening)
    {
        if (!GrokEndpoint.TryParse(opening.ReadVariable(GrokEndpoint.Variable), out ServiceEndpoint? endpoint, out string? problem))
        {
            throw new ProviderSetupException("settings-invalid", $"{problem} Nothing was sent.");
        }

        // A vault or a prompt may give out another service's key: it must not travel to this one.
        bool isOwnAddress = !opening.IsForShow && endpoint.IsSameOrigin(GrokEndpoint.Default.BaseUrl);
        if (isOwnAddress && opening.GivenKey is { } given && !given.Trim().StartsWith(KeyStart, StringComparison.Ordinal))
        {
            throw new ProviderSetupException(
                ProviderKey.ForeignCode,
                $"The key that was given is none of xAI's, which begin with {KeyStart}. It was not sent. Give xAI's, or set {KeyVariable}.");
        }

        return new GrokVideoProvider(
            new GrokOptions
            {
                Endpoint = endpoint,
                Key = opening.IsForShow ? null : ProviderKey.Require(opening, s_variables, "the xAI API"),
                SuccessorOf = id => opening.Catalog.Find(id, GrokVideoProvider.ProviderName)?.Successor,
                Notice = opening.Notice,
            },
            opening.Time);
    }
}
