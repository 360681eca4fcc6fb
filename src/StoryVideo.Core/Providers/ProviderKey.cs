using StoryVideo.Providers.Http;

namespace StoryVideo.Providers;

/// <summary>Where a provider's key comes from: what the operator gave by hand, then the environment.</summary>
internal sealed record ProviderKey(string Value, string Source)
{
    /// <summary>The code where a key belongs to another service.</summary>
    public const string ForeignCode = "key-foreign";

    /// <summary>Null where there is none.</summary>
    public static ProviderKey? Find(ProviderOpening opening, IReadOnlyList<string> variables)
    {
        if (!string.IsNullOrWhiteSpace(opening.GivenKey))
        {
            return new ProviderKey(opening.GivenKey.Trim(), "the parameter");
        }

        return variables
            .Select(name => (Name: name, Value: opening.ReadVariable(name)?.Trim()))
            .Where(static v => !string.IsNullOrEmpty(v.Value))
            .Select(static v => new ProviderKey(v.Value!, v.Name))
            .FirstOrDefault();
    }

    /// <summary>The key of a service that does nothing without.</summary>
    /// <param name="opening">Where it is looked for.</param>
    /// <param name="variables">In which variables.</param>
    /// <param name="service">In the middle of a sentence: <c>the Gemini API</c>.</param>
    /// <exception cref="ProviderSetupException">There is none, or it cannot be one.</exception>
    public static ApiKey Require(ProviderOpening opening, IReadOnlyList<string> variables, string service)
    {
        ProviderKey key = Find(opening, variables) ?? throw new ProviderSetupException(
            "key-missing",
            $"There is no key for {service}. Nothing was sent."
            + (opening.GivenKeyOwner is { } owner ? $" The key that was given is {owner}'s, and nobody else gets it." : "")
            + $" Set {string.Join(" or ", variables)}, or rehearse "
            + "for free with --provider rehearsal (-Provider Rehearsal).");
        return key.Read(opening);
    }

    /// <exception cref="ProviderSetupException">It cannot be a key, or is another service's.</exception>
    public ApiKey Read(ProviderOpening opening)
    {
        foreach ((string start, string title) in opening.ForeignKeyStarts)
        {
            if (Value.StartsWith(start, StringComparison.Ordinal))
            {
                throw new ProviderSetupException(
                    ForeignCode,
                    $"The key from {Source} is another service's: it begins as every {title} does. It was not sent, and nothing else was. "
                    + "Give this provider's own, or ask another provider with --provider (-Provider).");
            }
        }

        try
        {
            return new ApiKey(Value);
        }
        catch (ArgumentException e)
        {
            throw new ProviderSetupException("settings-invalid", $"The API key from {Source} is empty or holds characters that no key has. Copy it again from where it was made. Nothing was sent.", e);
        }
    }

    /// <summary>Says where the key came from and never what it is.</summary>
    public override string ToString() => Source;
}
