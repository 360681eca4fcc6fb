using System.Collections.Concurrent;
using StoryVideo.Ledger;
using StoryVideo.Prompting;

namespace StoryVideo.Planning;

/// <summary>The instructions of every kind of prompt, each read when it is first asked for.</summary>
public sealed class StoryInstructions
{
    private readonly ConcurrentDictionary<AssetKind, PromptInstructions> _read = [];
    private readonly Func<string, string> _text;

    /// <param name="text">The text of a prompt file, by its name.</param>
    public StoryInstructions(Func<string, string> text) => _text = text;

    /// <summary>What is said beside the designs when an asset of this kind is made.</summary>
    /// <exception cref="FormatException">The file holds no instruction.</exception>
    public PromptInstructions Of(AssetKind kind) =>
        _read.GetOrAdd(kind, k => PromptInstructions.Parse(_text(FileOf(k)), FileOf(k)));

    private static string FileOf(AssetKind kind) => kind switch
    {
        AssetKind.ModelSheet => "model-sheet.md",
        AssetKind.EnvironmentReference => "environment-reference.md",
        AssetKind.KeyFrame => "key-frame.md",
        AssetKind.Audio => "shot-audio.md",
        AssetKind.Check => "shot-check.md",
        _ => "shot-video.md",
    };
}
