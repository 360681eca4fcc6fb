namespace StoryVideo.Stories;

/// <summary>Something wrong with a shot, found before anything is spent.</summary>
/// <param name="Severity">Whether it keeps the shot from being sent.</param>
/// <param name="Code">A stable word in kebab case, such as <c>design-unknown</c>; scripts match on it.</param>
/// <param name="Message">What is wrong and the command or change that mends it.</param>
public sealed record Finding(FindingSeverity Severity, string Code, string Message)
{
    public static Finding Error(string code, string message) => new(FindingSeverity.Error, code, message);

    public static Finding Warning(string code, string message) => new(FindingSeverity.Warning, code, message);
}
