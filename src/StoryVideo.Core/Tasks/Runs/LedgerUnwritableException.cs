namespace StoryVideo.Tasks.Runs;

/// <summary>What was learnt of a take could not be written into the database, not even after some patience.</summary>
internal sealed class LedgerUnwritableException(Exception inner) : Exception(inner.Message, inner);
