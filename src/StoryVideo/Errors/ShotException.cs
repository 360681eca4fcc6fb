using StoryVideo.Stories;

namespace StoryVideo.Errors;

/// <summary>Why a shot has no clip.</summary>
public sealed class ShotException : Exception
{
    public ShotException(StoryShot shot, string code, string message)
        : base(message)
    {
        Shot = shot;
        Code = code;
    }

    public StoryShot Shot { get; }

    /// <summary>The cause as a stable word in kebab case, such as <c>design-unknown</c>.</summary>
    public string Code { get; }
}
