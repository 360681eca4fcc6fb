using System.Data.Common;
using StoryVideo.Catalog;
using StoryVideo.Cli.Output;
using StoryVideo.Cutting;
using StoryVideo.Importing;
using StoryVideo.Planning;
using StoryVideo.Storage;
using StoryVideo.Stories;
using StoryVideo.Tasks;

namespace StoryVideo.Cli.Commands;

/// <summary>Turns what stops a command into a sentence and an exit code; anything else is a defect and shows whole.</summary>
internal static class Refusals
{
    public static async Task<int> GuardAsync(Terminal terminal, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception e) when (e is RunRefusedException or PlanException or StoreException or StoryDataException or ImportException or CatalogException or FormatException)
        {
            terminal.Error(e.Message);
            return ExitCode.Refused;
        }
        catch (CutException e)
        {
            terminal.Error(e.Message);
            return ExitCode.SomeFailed;
        }
        catch (OperationCanceledException)
        {
            terminal.Say("Cancelled.");
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            terminal.Error(e.Message);
            return ExitCode.SomeFailed;
        }
        catch (Exception e)
        {
            terminal.Error($"This is a defect of StoryVideo. What was under way is in the ledger: see storyvideo status. {e}");
            return ExitCode.SomeFailed;
        }
    }
}
