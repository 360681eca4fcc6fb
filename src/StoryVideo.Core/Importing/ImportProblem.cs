namespace StoryVideo.Importing;

/// <summary>Something wrong, or odd, in a source that is being imported.</summary>
/// <param name="JsonPath">
/// Where: <c>$.shots[3].shotIndex</c>, or <c>$</c> for the file as a whole; for a file beside it, its path inside the
/// bundle (<c>generated/42/a.png</c>).
/// </param>
/// <param name="Message">What is wrong with it and what is allowed; reads on from the path.</param>
public sealed record ImportProblem(string JsonPath, string Message)
{
    public override string ToString() => $"{JsonPath} {Message}{(Message.EndsWith('?') ? "" : ".")}";
}
