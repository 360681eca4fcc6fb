namespace StoryVideo.Tasks;

/// <summary>Where a provider's key comes from: what the operator gave by hand, then the environment.</summary>
internal sealed record ProviderKey(string Value, string Source)
{
    /// <summary>In the order in which they are looked at.</summary>
    public static IReadOnlyList<string> Variables { get; } = ["GOOGLE_API_KEY", "GEMINI_API_KEY"];

    public static ProviderKey? Find(StudioSettings settings)
    {
        if (!string.IsNullOrWhiteSpace(settings.ApiKey))
        {
            return new ProviderKey(settings.ApiKey.Trim(), "the parameter");
        }

        return Variables
            .Select(name => (Name: name, Value: settings.ReadVariable(name)?.Trim()))
            .Where(static v => !string.IsNullOrEmpty(v.Value))
            .Select(static v => new ProviderKey(v.Value!, v.Name))
            .FirstOrDefault();
    }

    /// <summary>Says where the key came from and never what it is.</summary>
    public override string ToString() => Source;
}
