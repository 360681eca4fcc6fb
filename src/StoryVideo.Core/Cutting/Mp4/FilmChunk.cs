namespace StoryVideo.Cutting.Mp4;

/// <summary>Samples of one track that lie beside each other in the film.</summary>
/// <param name="Track">Number of the track, from 0.</param>
/// <param name="First">The first sample.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Offset">Position from the start of the media.</param>
internal readonly record struct FilmChunk(int Track, int First, int Count, long Offset);
