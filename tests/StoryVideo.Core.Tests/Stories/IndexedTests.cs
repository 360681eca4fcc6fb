using System.Reflection;
using System.Runtime.CompilerServices;
using StoryVideo.Planning;
using StoryVideo.Prompting;
using StoryVideo.Stories;
using StoryVideo.Tasks;
using StoryVideo.Tasks.Checks;
using StoryVideo.Tasks.Films;

namespace StoryVideo.Core.Tests.Stories;

public sealed class IndexedTests
{
    /// <summary>What commands give out, and what hangs on it.</summary>
    public static TheoryData<Type> Given =>
    [
        typeof(ShotVideoResult), typeof(ShotCheckResult), typeof(ShotAudioResult), typeof(ImageResult), typeof(StoryFilm), typeof(ShotReport),
        typeof(ShotPlan), typeof(ImagePlan), typeof(SpeechPlan), typeof(CheckPlan), typeof(SpeechPart), typeof(AssetPrompt), typeof(StoryShot),
        typeof(ShotCheck), typeof(Verdict),
    ];

    [Theory]
    [MemberData(nameof(Given))]
    public void What_commands_give_out_keeps_lists_that_PowerShell_indexes(Type type)
    {
        object given = RuntimeHelpers.GetUninitializedObject(type);
        PropertyInfo[] lists = [.. type.GetProperties().Where(static p =>
            p.CanWrite && p.PropertyType.IsGenericType && p.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))];
        Assert.NotEmpty(lists);
        foreach (PropertyInfo list in lists)
        {
            Type item = list.PropertyType.GetGenericArguments()[0];
            object madeUp = typeof(IndexedTests).GetMethod(nameof(MadeUp), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, null)!;
            Assert.False(madeUp.GetType().IsArray);

            list.SetValue(given, madeUp);

            Assert.True(list.GetValue(given)!.GetType().IsArray, $"{type.Name}.{list.Name}");
        }
    }

    [Fact]
    public void A_list_that_is_indexed_already_stays_the_same()
    {
        string[] array = ["a"];
        List<string> list = ["a"];
        Assert.Same(array, Indexed.Of(array));
        Assert.Same(list, Indexed.Of<string>(list));
    }

    private static IReadOnlyList<T> MadeUp<T>() => [default!, default!];
}
