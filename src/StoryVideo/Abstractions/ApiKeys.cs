using System.Management.Automation;
using System.Security;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>Finds the provider's key: the parameter's, then that of the vault which the store was connected with.</summary>
internal static class ApiKeys
{
    /// <summary>The settings with the key in them; without either of these, the environment's is taken later.</summary>
    /// <exception cref="RunRefusedException">The vault does not give it out.</exception>
    public static StudioSettings Settle(PSCmdlet command, StudioSettings settings, SecureString? given)
    {
        if (given is not null)
        {
            return settings with { ApiKey = Secrets.Reveal(given) };
        }

        return StoreConnections.Secret is { } secret
            ? settings with { ApiKey = new VaultSecret(command).Read(secret) }
            : settings;
    }
}
