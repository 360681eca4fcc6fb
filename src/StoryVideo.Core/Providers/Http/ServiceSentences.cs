using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Http;

/// <summary>What an operator is told of questions that went wrong, the same of every service.</summary>
internal sealed class ServiceSentences(ServiceProfile profile, ServiceErrors errors)
{
    public ProviderError KeyMissing() => errors.Create(
        "key-missing",
        $"There is no key for {profile.Name}. Nothing was asked and nothing was charged. Set {profile.Keys}, "
        + "or make the clip for free with the provider Rehearsal.",
        Charge.None);

    public ProviderError NoCredential(CredentialException e, Charge charge) =>
        errors.Create("key-refused", $"{e.Message} Nothing was asked, and asking is free.", charge);

    public ProviderError OperationNameInvalid() => errors.Create(
        "operation-name-invalid",
        $"This is not the name of an operation of {profile.Name}, which looks like {profile.OperationForm}. Nothing was "
        + "asked.",
        Charge.Possible);

    public ProviderError OperationGone(ServiceReply reply) => errors.Create(
        "operation-not-found",
        $"{profile.Title} no longer knows the operation ({reply.Status}): it is older than {profile.FetchWithin} or belongs to another "
        + $"{profile.KeyOwner}'s key. The clip may have been charged{ServiceErrors.Quote(reply.Error?.Message)}.",
        Charge.Possible,
        reply.Status,
        reply.Body);

    public ProviderError PollRefused(ServiceReply reply) => errors.Create(
        reply.IsKeyRefused || reply.Status == 403 ? "key-refused" : "poll-refused",
        $"{profile.Title} refused to answer about the clip ({reply.Status}). It goes on being made. Check "
        + $"{profile.Keys}, then run again to ask again, which is "
        + $"free{ServiceErrors.Quote(reply.Error?.Message)}.",
        Charge.Possible,
        reply.Status,
        reply.Body);

    public ProviderError PollFailed(TransientFailureException e) => errors.Create(
        e.Code,
        $"{profile.Title} could not be asked about the clip: {e.Message}. It goes on being made; run again to "
        + "ask again, which is free.",
        Charge.Possible,
        e.HttpStatus,
        e.Raw);

    public ProviderError AddressRefused(string problem, string uri) => errors.Create(
        "download-address-refused",
        $"The clip's address is not one to fetch from: {problem}. It was generated and charged; the "
        + "address is kept with the take.",
        Charge.Full,
        raw: uri);

    public ProviderError ModelRefused(string code, ServiceReply reply) => errors.Create(
        code,
        $"{profile.Title} refused to answer about the model ({reply.Status}). Nothing was charged. Check "
        + $"{profile.Keys}{ServiceErrors.Quote(reply.Error?.Message)}.",
        Charge.None,
        reply.Status,
        reply.Body);

    public ProviderError ModelNotForKey(string refusal) =>
        errors.Create("model-not-found", $"{refusal} Nothing was sent and nothing was charged.", Charge.None);

    public ProviderError ModelUnasked(string model, TransientFailureException e) => errors.Create(
        e.Code,
        $"{profile.Title} could not be asked about the model {model}: {e.Message}. Nothing was charged.",
        Charge.None,
        e.HttpStatus,
        e.Raw);
}
