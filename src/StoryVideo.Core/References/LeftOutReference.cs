namespace StoryVideo.References;

/// <summary>An image that could have gone along and does not.</summary>
/// <param name="Role">What it shows.</param>
/// <param name="Id">The character or environment; for a key frame the shot.</param>
/// <param name="Path">Path inside the assets folder; null where there is none.</param>
/// <param name="Reason">Why it was left out.</param>
/// <param name="IsUsable">There is nothing wrong with the image itself.</param>
public sealed record LeftOutReference(ReferenceRole Role, string Id, string? Path, string Reason, bool IsUsable);
