using System.Management.Automation;

namespace StoryVideo.Abstractions;

/// <summary>What the operator's switches and preference variables say.</summary>
internal static class Preferences
{
    /// <summary>Whether a step of this impact is to be asked about: by <c>-Confirm</c>, else by the preference.</summary>
    public static bool Confirms(PSCmdlet command, ConfirmImpact impact) =>
        command.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : command.GetVariableValue("ConfirmPreference") is ConfirmImpact preference
                && preference != ConfirmImpact.None
                && preference <= impact;

    /// <summary>Whether <c>ShouldProcess</c> is going to answer every question with a preview.</summary>
    public static bool IsWhatIf(PSCmdlet command) =>
        command.MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
            ? LanguagePrimitives.IsTrue(given)
            : LanguagePrimitives.IsTrue(command.GetVariableValue("WhatIfPreference", false));
}
