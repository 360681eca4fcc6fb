namespace StoryVideo.Providers.Http;

/// <summary>One wire format for clips, as the catalog names it: what is sent, and what the answers mean.</summary>
internal interface IVideoWire
{
    /// <summary>As written in the catalog: <c>veo-predict-long-running</c>.</summary>
    string Name { get; }

    /// <summary>Where a submission goes.</summary>
    Uri SubmitAddress(VideoRequest request);

    /// <summary>The JSON of a submission.</summary>
    void Write(RequestWriter writer, VideoRequest request);

    /// <summary>The operation's name in the answer to a submission; null where it holds none.</summary>
    string? NameIn(string body);

    /// <summary>Whether this is a name of this wire's, safe to be made part of an address.</summary>
    bool Owns(string operationName);

    /// <summary>How an operation is asked about. Its name is one of this wire's.</summary>
    FreeCall Look(string operationName);

    /// <summary>What an answer about an operation means; null where it cannot be read, as a proxy's login page.</summary>
    PollOutcome? Read(string operationName, string body);

    /// <summary>Whether a refusal says that the operation is not known.</summary>
    bool IsGone(ServiceReply reply) => reply.IsNotFound;

    /// <summary>A second question, where a clip that is reported as made may not lie ready yet; null where it always does.</summary>
    FreeCall? LookAtFile(GeneratedVideo video) => null;

    /// <summary>The answer to <see cref="LookAtFile"/>: whether it is still being laid ready.</summary>
    bool IsFilePending(string body) => false;
}
