namespace StoryVideo.Prompting;

/// <summary>How a prompt is written out, from everything to least.</summary>
/// <param name="Indented">Two spaces a level and a line a value; else no white space at all.</param>
/// <param name="EmptyFields">Keeps fields that hold an empty text, list or object, or null.</param>
/// <param name="PaletteNotes">Keeps the usage notes of colours that nothing else in the prompt names.</param>
internal sealed record PromptRendering(bool Indented, bool EmptyFields, bool PaletteNotes)
{
    public static PromptRendering Full { get; } = new(Indented: true, EmptyFields: true, PaletteNotes: true);
}
