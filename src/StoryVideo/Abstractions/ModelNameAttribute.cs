using System.Management.Automation;

namespace StoryVideo.Abstractions;

/// <summary>Lets a parameter for a model's id take a model of <c>Get-StoryModel</c> as well.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ModelNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null or string or PSObject { BaseObject: string } || LanguagePrimitives.GetEnumerable(inputData) is not null
            ? inputData
            : PSObject.AsPSObject(inputData).Properties["Id"]?.Value as string ?? inputData;
}
