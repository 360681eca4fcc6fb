using System.Management.Automation;

namespace StoryVideo.Errors;

/// <param name="Category">The kind of error.</param>
/// <param name="Action">What an operator does about it.</param>
internal sealed record ErrorCause(ErrorCategory Category, string Action);
