namespace StoryVideo.FakeGemini.Validation;

/// <summary>One group of things that the service refuses.</summary>
internal interface IRequestRule
{
    /// <summary>The message of the 400, or null where there is nothing to refuse. Earlier rules have passed.</summary>
    string? Refuse(SubmitBody body);
}
