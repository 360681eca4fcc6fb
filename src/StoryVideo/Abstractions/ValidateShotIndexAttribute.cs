using System.Globalization;
using System.Management.Automation;
using StoryVideo.Stories;

namespace StoryVideo.Abstractions;

/// <summary>Takes numbers and ranges of shots only: <c>3</c>, <c>2-5</c>, <c>4-</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateShotIndexAttribute : ValidateEnumeratedArgumentsAttribute
{
    internal static IReadOnlyList<IndexRange> Read(IEnumerable<string> texts) =>
        [.. texts.SelectMany(IndexRange.ParseList)];

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        try
        {
            IndexRange.ParseList(Convert.ToString(element, CultureInfo.InvariantCulture) ?? "");
        }
        catch (FormatException e)
        {
            throw new ValidationMetadataException(e.Message, e);
        }
    }
}
