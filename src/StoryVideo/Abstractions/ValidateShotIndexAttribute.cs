using System.Globalization;
using System.Management.Automation;
using StoryVideo.Stories;

namespace StoryVideo.Abstractions;

/// <summary>
/// Takes numbers and ranges of shots only: <c>3</c>, <c>2-5</c>, <c>4-</c>. Nothing at all, as what is of no shot has it, is left to
/// <see cref="ShotNames"/>, which knows whether the command needs it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateShotIndexAttribute : ValidateArgumentsAttribute
{
    internal static IReadOnlyList<IndexRange> Read(IEnumerable<string> texts) =>
        [.. texts.SelectMany(IndexRange.ParseList)];

    /// <inheritdoc/>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        string?[] texts = [.. (LanguagePrimitives.GetEnumerable(arguments)?.Cast<object?>() ?? [arguments]).Select(
            static a => Convert.ToString(a is PSObject { BaseObject: { } value } ? value : a, CultureInfo.InvariantCulture))];
        if (texts.All(string.IsNullOrWhiteSpace))
        {
            return;
        }

        try
        {
            Read(texts.Select(static t => t ?? ""));
        }
        catch (FormatException e)
        {
            throw new ValidationMetadataException(e.Message, e);
        }
    }
}
