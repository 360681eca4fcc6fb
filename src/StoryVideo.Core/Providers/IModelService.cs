namespace StoryVideo.Providers;

/// <summary>A service that makes something for money.</summary>
public interface IModelService
{
    /// <summary>As written in the catalog and in the ledger: <c>gemini</c>, <c>rehearsal</c>.</summary>
    string Name { get; }

    /// <summary>One free look at whether the service offers a model.</summary>
    Task<ModelAvailability> CheckModelAsync(string model, CancellationToken cancellationToken);
}
