using StoryVideo.Providers.Resilience;

namespace StoryVideo.Providers.Http;

/// <summary>The free look at whether a service offers a model.</summary>
internal sealed class ModelQuestion(FreeCalls calls, SubmitAnswer answer, ServiceSentences say)
{
    /// <summary>Where the service is asked about a model.</summary>
    public required Func<string, Uri> Address { get; init; }

    /// <summary>Whether an answer describes a model.</summary>
    public required Func<string, bool> IsModel { get; init; }

    /// <summary>A key may be allowed to make things and not to ask about models: a 403 there says nothing.</summary>
    public bool MayBeHidden { get; init; }

    public async Task<ModelAvailability> AskAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            ServiceReply reply = await calls.AskAsync(FreeCall.Get(Address(model)), r => IsModel(r.Body), cancellationToken);
            bool isDenied = reply.IsKeyRefused || (reply.Status == 403 && !MayBeHidden);
            return reply switch
            {
                { IsSuccess: true } => new ModelAvailability.Available(),
                { IsNotFound: true } => new ModelAvailability.NotOffered(answer.ModelMissing(reply, model)),
                _ when isDenied => new ModelAvailability.Denied(say.ModelRefused("key-refused", reply)),
                _ => new ModelAvailability.Unknown(say.ModelRefused("model-unchecked", reply)),
            };
        }
        catch (TransientFailureException e)
        {
            return new ModelAvailability.Unknown(say.ModelUnasked(model, e));
        }
        catch (CredentialException e)
        {
            return new ModelAvailability.Denied(say.NoCredential(e, Charge.None));
        }
    }
}
