namespace StoryVideo.Catalog;

/// <summary>When a price is too old to be relied on without a look at the provider's page.</summary>
public static class PriceAge
{
    /// <summary>Longer ago than this a price is old.</summary>
    public const int Days = 90;

    /// <summary>Whether a price that was last seen on a day is old on another; one without a day is not.</summary>
    public static bool IsOld(DateOnly? seen, DateOnly today) => seen is { } day && today.DayNumber - day.DayNumber > Days;
}
