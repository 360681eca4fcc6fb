namespace StoryVideo.Cutting;

/// <summary>Why a film cannot be cut. Nothing of it costs money.</summary>
public class CutException : Exception
{
    public CutException(string code, string message)
        : base(message) => Code = code;

    public CutException(string code, string message, Exception innerException)
        : base(message, innerException) => Code = code;

    /// <summary>The cause as a stable word in kebab case, such as <c>clip-unreadable</c>.</summary>
    public string Code { get; }
}
