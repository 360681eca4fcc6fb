namespace StoryVideo.Providers;

/// <summary>What the service itself says of a model.</summary>
public abstract record ModelAvailability
{
    private ModelAvailability()
    {
    }

    public sealed record Available : ModelAvailability;

    /// <summary>Retired, or not offered to this key.</summary>
    public sealed record NotOffered(ProviderError Error) : ModelAvailability;

    /// <summary>The key was refused.</summary>
    public sealed record Denied(ProviderError Error) : ModelAvailability;

    /// <summary>No usable answer; a submission will tell.</summary>
    public sealed record Unknown(ProviderError Error) : ModelAvailability;
}
