namespace StoryVideo.Stories;

/// <summary>A scenelet's place in a story that may branch.</summary>
/// <param name="Key">Its key in the database.</param>
/// <param name="ParentKey">The key of the scenelet that leads to it; null at the beginning, and in stories that know no tree.</param>
/// <param name="ChoiceLabel">What a viewer chooses to come here; null where there is no choice.</param>
/// <param name="SceneletId">What the story calls it; null where it has no shots.</param>
public sealed record SceneletNode(string Key, string? ParentKey, string? ChoiceLabel, string? SceneletId);
