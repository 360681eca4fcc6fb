using System.Management.Automation;

namespace StoryVideo.Abstractions;

/// <summary>What the operator's switches and preference variables say.</summary>
internal static class Preferences
{
    /// <summary>Whether <c>ShouldProcess</c> is going to answer every question with a preview.</summary>
    public static bool IsWhatIf(PSCmdlet command) =>
        command.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference", false));
}
