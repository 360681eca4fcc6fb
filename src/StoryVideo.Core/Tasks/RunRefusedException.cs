namespace StoryVideo.Tasks;

/// <summary>Nothing was started and nothing was spent; the message says why and what to do.</summary>
public sealed class RunRefusedException : Exception
{
    public RunRefusedException(string code, string message)
        : base(message) => Code = code;

    public RunRefusedException(string code, string message, Exception innerException)
        : base(message, innerException) => Code = code;

    /// <summary>A stable word in kebab case, such as <c>key-missing</c>.</summary>
    public string Code { get; }
}
