namespace StoryVideo.Ledger;

/// <summary>A verified file of a take.</summary>
/// <param name="Path">Stored path, with <c>generated/</c> in front.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Hash of its bytes, in lower-case hex.</param>
public sealed record TakeFile(string Path, long Bytes, string Sha256);
