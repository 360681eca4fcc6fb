using StoryVideo.Providers.Google;
using StoryVideo.Providers.Http;

namespace StoryVideo.Providers.Gemini;

/// <summary>Veo on the Gemini API.</summary>
internal sealed class GeminiVeoWire(ServiceEndpoint endpoint, ServiceErrors errors) : VeoWire(errors)
{
    public override Uri SubmitAddress(VideoRequest request) => endpoint.Resolve(GeminiPaths.Submit(request.Model));

    public override bool Owns(string operationName) => GeminiOperationName.IsValid(operationName);

    public override FreeCall Look(string operationName) => FreeCall.Get(endpoint.Resolve(operationName));
}
