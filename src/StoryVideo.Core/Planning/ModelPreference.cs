namespace StoryVideo.Planning;

/// <summary>By what a model is picked where the operator leaves it to StoryVideo (<c>-Model Auto</c>).</summary>
public enum ModelPreference
{
    /// <summary>The cheapest that can do the shot as planned.</summary>
    Price,

    /// <summary>The first in the catalog's order of preference that can.</summary>
    Quality,
}
