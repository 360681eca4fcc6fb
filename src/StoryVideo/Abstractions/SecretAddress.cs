namespace StoryVideo.Abstractions;

/// <summary>Where a key is kept; never the key itself.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Vault">Its vault; null for the default one.</param>
internal sealed record SecretAddress(string Name, string? Vault)
{
    public override string ToString() => Vault is null ? $"secret '{Name}'" : $"secret '{Name}' of vault '{Vault}'";
}
