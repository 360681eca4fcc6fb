namespace StoryVideo.Providers;

/// <summary>A provider cannot be opened as things stand. Nothing was sent.</summary>
/// <param name="code">A stable word in kebab case: <c>key-missing</c>, <c>settings-invalid</c>.</param>
/// <param name="message">A sentence or two for the operator.</param>
/// <param name="inner">What failed.</param>
public sealed class ProviderSetupException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
}
