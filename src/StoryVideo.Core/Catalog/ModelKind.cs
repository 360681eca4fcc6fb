namespace StoryVideo.Catalog;

/// <summary>What a model makes.</summary>
public enum ModelKind
{
    Video,
    Image,

    /// <summary>Sound of people who speak.</summary>
    Speech,

    /// <summary>Words about pictures: scores, issues, corrections.</summary>
    Judge,
}
