using System.Management.Automation;
using StoryVideo.Catalog;
using StoryVideo.Cutting;
using StoryVideo.Importing;
using StoryVideo.Ledger;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Errors;

/// <summary>Error records of whole commands: what the engine threw, with an id for each cause.</summary>
internal static class CommandErrors
{
    private const string Unexpected = "UnexpectedError";

    public static ErrorRecord ToErrorRecord(this Exception exception, object? target = null)
    {
        if (exception is IContainsErrorRecord { ErrorRecord: { } made })
        {
            return made;
        }

        return CodeOf(exception) is { } code
            ? Of(exception, code, target)
            : new ErrorRecord(exception, Unexpected, ErrorCategory.InvalidOperation, target)
            {
                ErrorDetails = new ErrorDetails($"{exception.GetType().Name}: {exception.Message}")
                {
                    RecommendedAction =
                        "This is a defect of StoryVideo; Get-Error shows where. What was paid for is in the ledger.",
                },
            };
    }

    public static ErrorRecord Of(Exception exception, string code, object? target) => Of(exception, code, target, ErrorCauses.Of(code));

    public static ErrorRecord Of(Exception exception, string code, object? target, ErrorCause cause)
    {
        return new ErrorRecord(exception, ErrorCauses.IdOf(code), cause.Category, target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = cause.Action },
        };
    }

    public static ErrorRecord OverrideWithResume() => new RunRefusedException(
        "override-with-resume",
        "-Override makes a new take of every shot and -Resume goes on with the ones there are; give one of them.")
        .ToErrorRecord();

    public static ErrorRecord KeyWithoutProvider() => new RunRefusedException(
        "key-ambiguous",
        "With -Model Auto several providers may be asked, and a key is one provider's. Nothing was sent. Name the provider with -Provider, "
        + "or leave -ApiKey out: each provider's own variable is read.")
        .ToErrorRecord();

    private static string? CodeOf(Exception exception) => exception switch
    {
        RunRefusedException refused => refused.Code,
        CutException cut => cut.Code,
        PlanException => "model-refused",
        StoreException => "store-unusable",
        CatalogException => "catalog-unusable",
        ImportException => "import-refused",
        StoryDataException => "document-unreadable",
        LedgerException => "take-state",
        NotSupportedException => "provider-not-ready",
        OperationCanceledException => "cancelled-elsewhere",
        IOException or UnauthorizedAccessException => "disk",
        _ => null,
    };
}
