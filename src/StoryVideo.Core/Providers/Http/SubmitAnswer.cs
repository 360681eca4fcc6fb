namespace StoryVideo.Providers.Http;

/// <summary>What the service's answer to a submission means: accepted, refused, or anybody's guess.</summary>
internal sealed class SubmitAnswer(ServiceProfile profile, ServiceErrors errors, Func<string, string?> successorOf)
{
    private const string NotCharged = "Nothing was charged.";

    /// <summary>What is said wherever a clip may have been paid without this program knowing its name.</summary>
    public const string MayBePaid =
        "It may have been started and charged. It is not sent again; settle the take by hand once you know: "
        + "adopt its operation, fetch its URI, or write it off.";

    public SubmitOutcome Read(ServiceReply reply, IVideoWire wire, string model) =>
        reply.IsSuccess ? ReadSuccess(reply, wire) : ReadRefusal(reply, model);

    /// <summary>What is said where an answer was lost; <see cref="MayBePaid"/> unless there is no operation to settle it by.</summary>
    public string Uncertainty { get; init; } = MayBePaid;

    /// <summary>What an answer means that is no success.</summary>
    public SubmitOutcome ReadRefusal(ServiceReply reply, string model) => reply switch
    {
        { Status: 400 or 403 or 422, Error.IsContentRefused: true } => Rejected(
            reply,
            "content-refused",
            $"{profile.Title} refused what the shot shows or says ({reply.Status}).{profile.RefusalFee}. Change it before you run again"),
        { IsKeyRefused: true } or { Status: 403 } => Stopped(
            reply,
            "key-refused",
            $"{profile.Title} refused the key ({reply.Status}). {NotCharged} Check {profile.Keys}, "
            + $"and that its {profile.KeyOwner} may use this model"),
        { Status: 402 } => Stopped(
            reply,
            "prepay-depleted",
            $"The prepaid credit of the key's {profile.KeyOwner} is used up (402). {NotCharged} Top it up {profile.CreditAt} and run "
            + "again"),
        { Status: 400, Error.IsAccountNotReady: true } => Stopped(
            reply,
            "account-not-ready",
            $"{profile.Title} does not serve this account as it stands (400). {NotCharged} Check billing and region "
            + $"of the key's {profile.KeyOwner}"),
        { Status: 429 } => QuotaAnswer.Read(profile, errors, reply),
        { Status: 404 } => new SubmitOutcome.RunStopped(ModelMissing(reply, model)),
        { Status: 408 or 499 or 303 or >= 500 or < 300 } => Uncertain(
            reply,
            "server-error",
            $"{profile.Title} answered the submission with an error of its own ({reply.Status}). {Uncertainty}"),
        { Status: < 400 } => Stopped(
            reply,
            "redirected",
            $"The address of {profile.Name} points elsewhere ({reply.Status}), and a paid request follows nobody. "
            + $"{NotCharged} Check {profile.AddressVariable}"),
        { Status: 413 } => Rejected(
            reply,
            "request-too-large",
            $"The request is too large for {profile.Name} (413). {NotCharged} Make the reference images smaller, a "
            + "few MB each"),
        _ => Rejected(
            reply,
            "request-refused",
            $"{profile.Title} refused the request ({reply.Status}). {NotCharged} Change the shot or the parameters "
            + "that it names"),
    };

    /// <summary>
    /// The sentence for a model that the service does not know, naming the successor where there is one.
    /// </summary>
    public ProviderError ModelMissing(ServiceReply reply, string model)
    {
        if (!reply.IsNotFound)
        {
            return errors.Create(
                profile.ImpostorCode,
                $"The address answered 404, and not as {profile.Name} does. {NotCharged} Check {profile.AddressVariable}.",
                Charge.None,
                reply.Status,
                reply.Body);
        }

        string advice = successorOf(model) is string successor
            ? $"Its successor is {successor}: name it as the model."
            : "Choose another model.";
        return errors.Create(
            "model-not-found",
            $"The model {model} is retired or not available to this key (404). {NotCharged} {advice}"
            + $"{profile.ModelHint}{ServiceErrors.Quote(reply.Error?.Message)}.",
            Charge.None,
            reply.Status,
            reply.Body);
    }

    private SubmitOutcome ReadSuccess(ServiceReply reply, IVideoWire wire)
    {
        string? name = wire.NameIn(reply.Body);
        if (name is not null && wire.Owns(name))
        {
            return new SubmitOutcome.Accepted(name);
        }

        string what = name is null
            ? "without an operation's name"
            : "with an operation's name that cannot be one";
        return new SubmitOutcome.Uncertain(errors.Create(
            "answer-unreadable",
            $"The submission was answered {what} ({reply.Status}). {MayBePaid} The raw answer is kept with the take.",
            Charge.Possible,
            reply.Status,
            reply.Body));
    }

    private SubmitOutcome.RunStopped Stopped(ServiceReply reply, string code, string message) =>
        new(Error(reply, code, message, Charge.None));

    private SubmitOutcome.Rejected Rejected(ServiceReply reply, string code, string message) =>
        new(Error(reply, code, message, Charge.None));

    private SubmitOutcome.Uncertain Uncertain(ServiceReply reply, string code, string message) =>
        new(Error(reply, code, message, Charge.Possible));

    /// <summary>
    /// The service's words; or that they are not the service's, which sends the operator to the right door.
    /// </summary>
    private string Words(ServiceReply reply) => reply.Error is null
        ? $" (the answer is not in {profile.Owner}'s form: something between here and {profile.Owner} may have given it)"
        : ServiceErrors.Quote(reply.Error.Message);

    private ProviderError Error(ServiceReply reply, string code, string message, Charge charge) =>
        errors.Create(code, $"{message.TrimEnd('.')}{Words(reply)}.", charge, reply.Status, reply.Body);
}
