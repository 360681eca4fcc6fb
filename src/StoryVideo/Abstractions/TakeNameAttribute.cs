using System.Management.Automation;

namespace StoryVideo.Abstractions;

/// <summary>Lets a parameter for takes' ids take the takes themselves as well, or anything that knows its take.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TakeNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        LanguagePrimitives.GetEnumerable(inputData) is { } many
            ? many.Cast<object?>().Select(IdOf).ToArray()
            : IdOf(inputData);

    // What has no take is left as it is: a shot that is piped in then finds the parameters for shots.
    private static object? IdOf(object? value) =>
        value is null or string or PSObject { BaseObject: string }
            ? value
            : PSObject.AsPSObject(value).Properties["TakeId"]?.Value as string is { Length: > 0 } id ? id : value;
}
