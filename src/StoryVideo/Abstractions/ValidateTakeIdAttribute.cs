using System.Management.Automation;

namespace StoryVideo.Abstractions;

/// <summary>Refuses what cannot be a take's id: above all the text of an object that is no take.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateTakeIdAttribute : ValidateEnumeratedArgumentsAttribute
{
    private const int Shown = 40;

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        string text = element?.ToString() ?? "";
        if (text.Length == 0 || text.Any(static c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
        {
            string start = text.Length > Shown ? text[..Shown] + "…" : text;
            throw new ValidationMetadataException($"'{start}' is no take: give takes, or their ids as Get-ShotTake shows them.");
        }
    }
}
