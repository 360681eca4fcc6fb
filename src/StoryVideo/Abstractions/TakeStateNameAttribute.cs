using System.Management.Automation;
using StoryVideo.Ledger;

namespace StoryVideo.Abstractions;

/// <summary>Lets states be typed as they are shown: <c>written-off</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TakeStateNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        LanguagePrimitives.GetEnumerable(inputData) is { } many
            ? many.Cast<object?>().Select(StateOf).ToArray()
            : StateOf(inputData);

    private static object? StateOf(object? value) =>
        value is string or PSObject { BaseObject: string } && value.ToString() == TakeState.WrittenOff.Name()
            ? TakeState.WrittenOff
            : value;
}
