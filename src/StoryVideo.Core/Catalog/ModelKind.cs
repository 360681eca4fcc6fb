namespace StoryVideo.Catalog;

/// <summary>What a model makes.</summary>
public enum ModelKind
{
    Video,
    Image,
}
