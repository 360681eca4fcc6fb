namespace StoryVideo.Cli.Output;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsRight">Numbers stand right.</param>
/// <param name="KeepsTogether">Never broken over lines.</param>
internal sealed record GridColumn(string Title, bool IsRight = false, bool KeepsTogether = false);
