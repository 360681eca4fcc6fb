namespace StoryVideo.Providers.Http;

/// <summary>A header as it leaves.</summary>
internal readonly record struct CallHeader(string Name, string Value)
{
    /// <summary>Never the value.</summary>
    public override string ToString() => Name;
}
