using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

/// <summary>One step of a run.</summary>
/// <param name="Task">Its name on the command line.</param>
/// <param name="Noun">What one of the things that it makes is called.</param>
/// <param name="Request">What is asked of it.</param>
/// <param name="Filter">Which shots are meant, where it works on shots.</param>
internal sealed record WorkflowStep(string Task, string Noun, AssetRequest Request, ShotFilter? Filter = null);
