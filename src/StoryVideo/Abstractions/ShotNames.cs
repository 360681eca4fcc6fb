using System.Management.Automation;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>Shots as an operator, a row of a table or an object names them.</summary>
internal static class ShotNames
{
    /// <summary>Which shots are meant; all of them where neither parameter is given.</summary>
    /// <param name="command">The command that was called, with its bound parameters.</param>
    /// <param name="scenelets">What <c>-Scenelet</c> was given.</param>
    /// <param name="indexes">What <c>-ShotIndex</c> was given.</param>
    /// <exception cref="RunRefusedException">
    /// A name is given and empty, as a script's unset variable is, or the address of the image of a character or the film of a
    /// whole story. It must not come to mean every shot.
    /// </exception>
    public static ShotFilter Filter(PSCmdlet command, string[]? scenelets, string[]? indexes)
    {
        CheckSaid(command, "Scenelet", scenelets);
        CheckSaid(command, "ShotIndex", indexes);
        return new() { Scenelets = scenelets ?? [], Indexes = ValidateShotIndexAttribute.Read(indexes ?? []) };
    }

    private static void CheckSaid(PSCmdlet command, string name, string[]? names)
    {
        if (command.MyInvocation.BoundParameters.ContainsKey(name) && (names is null || names.All(string.IsNullOrWhiteSpace)))
        {
            throw new RunRefusedException(
                "shot-unnamed",
                $"-{name} is given and empty, which does not mean every shot. It belongs to a shot of no scenelet, such as the image of a "
                    + $"character or a whole film, or to a variable without a value. Nothing was done and nothing was paid.");
        }
    }
}
