using System.Management.Automation;

namespace StoryVideo.Abstractions;

/// <summary>Lets a parameter for a story's name take a story, or anything that knows its story, as well.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StoryNameAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] s_names = ["StoryId", "Id"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null or string or PSObject { BaseObject: string }
            || LanguagePrimitives.GetEnumerable(inputData) is not null)
        {
            return inputData;
        }

        PSObject value = PSObject.AsPSObject(inputData);
        return s_names
            .Select(name => value.Properties[name]?.Value is { } id ? PSObject.AsPSObject(id).BaseObject as string : null)
            .FirstOrDefault(static id => id is not null) ?? inputData;
    }
}
