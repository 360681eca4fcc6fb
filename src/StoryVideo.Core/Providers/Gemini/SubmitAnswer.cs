namespace StoryVideo.Providers.Gemini;

/// <summary>What the service's answer to a submission means: accepted, refused, or anybody's guess.</summary>
internal sealed class SubmitAnswer(GeminiErrors errors, Func<string, string?> successorOf)
{
    private const string NotCharged = "Nothing was charged.";

    /// <summary>What is said wherever a clip may have been paid without this program knowing its name.</summary>
    public const string MayBePaid =
        "It may have been started and charged. It is not sent again; settle the take by hand once you know: "
        + "adopt its operation, fetch its URI, or write it off.";

    public SubmitOutcome Read(GeminiReply reply, VideoRequest request) => reply switch
    {
        { IsSuccess: true } => ReadSuccess(reply),
        { IsKeyRefused: true } or { Status: 403 } => Stopped(
            reply,
            "key-refused",
            $"The Gemini API refused the key ({reply.Status}). {NotCharged} Check GOOGLE_API_KEY or GEMINI_API_KEY, "
            + "and that its project may use this model"),
        { Status: 402 } => Stopped(
            reply,
            "prepay-depleted",
            $"The prepaid credit of the key's project is used up (402). {NotCharged} Top it up in AI Studio and run "
            + "again"),
        { Status: 400, Error.Status: "FAILED_PRECONDITION" } => Stopped(
            reply,
            "account-not-ready",
            $"The Gemini API does not serve this account as it stands (400). {NotCharged} Check billing and region "
            + "of the key's project"),
        { Status: 429 } => QuotaAnswer.Read(errors, reply),
        { Status: 404 } => new SubmitOutcome.RunStopped(ModelMissing(reply, request.Model)),
        { Status: 408 or 499 or 303 or >= 500 or < 300 } => Uncertain(
            reply,
            "server-error",
            $"The Gemini API answered the submission with an error of its own ({reply.Status}). {MayBePaid}"),
        { Status: < 400 } => Stopped(
            reply,
            "redirected",
            $"The address of the Gemini API points elsewhere ({reply.Status}), and a paid request follows nobody. "
            + $"{NotCharged} Check GOOGLE_GEMINI_BASE_URL"),
        { Status: 413 } => Rejected(
            reply,
            "request-too-large",
            $"The request is too large for the Gemini API (413). {NotCharged} Make the reference images smaller, a "
            + "few MB each"),
        _ => Rejected(
            reply,
            "request-refused",
            $"The Gemini API refused the request ({reply.Status}). {NotCharged} Change the shot or the parameters "
            + "that it names"),
    };

    /// <summary>
    /// The sentence for a model that the service does not know, naming the successor where there is one.
    /// </summary>
    public ProviderError ModelMissing(GeminiReply reply, string model)
    {
        if (!reply.IsNotFound)
        {
            return errors.Create(
                "not-the-gemini-api",
                $"The address answered 404, and not as the Gemini API does. {NotCharged} Check GOOGLE_GEMINI_BASE_URL.",
                Charge.None,
                reply.Status,
                reply.Body);
        }

        string advice = successorOf(model) is string successor
            ? $"Its successor is {successor}: name it as the model."
            : "Choose another model.";
        return errors.Create(
            "model-not-found",
            $"The model {model} is retired or not available to this key (404). {NotCharged} {advice} A key without "
            + $"billing is told the same{GeminiErrors.Quote(reply.Error?.Message)}.",
            Charge.None,
            reply.Status,
            reply.Body);
    }

    private SubmitOutcome ReadSuccess(GeminiReply reply)
    {
        WireOperation? operation = GeminiJson.TryRead(reply.Body, GeminiJson.Default.WireOperation);
        if (operation?.Name is string name && GeminiOperationName.IsValid(name))
        {
            return new SubmitOutcome.Accepted(name);
        }

        string what = operation?.Name is null
            ? "without an operation's name"
            : "with an operation's name that cannot be one";
        return new SubmitOutcome.Uncertain(errors.Create(
            "answer-unreadable",
            $"The submission was answered {what} ({reply.Status}). {MayBePaid} The raw answer is kept with the take.",
            Charge.Possible,
            reply.Status,
            reply.Body));
    }

    private SubmitOutcome.RunStopped Stopped(GeminiReply reply, string code, string message) =>
        new(Error(reply, code, message, Charge.None));

    private SubmitOutcome.Rejected Rejected(GeminiReply reply, string code, string message) =>
        new(Error(reply, code, message, Charge.None));

    private SubmitOutcome.Uncertain Uncertain(GeminiReply reply, string code, string message) =>
        new(Error(reply, code, message, Charge.Possible));

    /// <summary>
    /// The service's words; or that they are not the service's, which sends the operator to the right door.
    /// </summary>
    private static string Words(GeminiReply reply) => reply.Error is null
        ? " (the answer is not in Google's form: something between here and Google may have given it)"
        : GeminiErrors.Quote(reply.Error.Message);

    private ProviderError Error(GeminiReply reply, string code, string message, Charge charge) =>
        errors.Create(code, $"{message.TrimEnd('.')}{Words(reply)}.", charge, reply.Status, reply.Body);
}
