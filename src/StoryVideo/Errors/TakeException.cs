using StoryVideo.Ledger;

namespace StoryVideo.Errors;

/// <summary>Why a take has not come as far as it was asked to.</summary>
public sealed class TakeException : Exception
{
    public TakeException(Take take, string code, string message)
        : base(message)
    {
        Take = take;
        Code = code;
    }

    public Take Take { get; }

    /// <summary>The cause as a stable word in kebab case, such as <c>operation-timeout</c>.</summary>
    public string Code { get; }
}
