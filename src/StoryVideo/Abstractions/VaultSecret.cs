using System.Management.Automation;
using System.Security;
using StoryVideo.Tasks;

namespace StoryVideo.Abstractions;

/// <summary>
/// Reads a key from a vault of SecretManagement, where that module is present. A vault may ask for its password; where nobody
/// can answer it is opened in a runspace of its own, whose host refuses every question.
/// </summary>
internal sealed class VaultSecret(PSCmdlet command)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    /// <exception cref="RunRefusedException">There is no such module, vault or secret, or it stays locked.</exception>
    public string Read(SecretAddress secret)
    {
        if (!IsModuleThere())
        {
            throw new RunRefusedException(
                "secret-module-missing",
                $"The key is to come from {secret}, and the module {Module} is not installed. Nothing was sent.");
        }

        using PowerShell shell = PowerShell.Create(CanAsk() ? RunspaceMode.CurrentRunspace : RunspaceMode.NewRunspace);
        shell.AddCommand($@"{Module}\Get-Secret").AddParameter("Name", secret.Name).AddParameter("ErrorAction", "Stop");
        if (secret.Vault is not null)
        {
            shell.AddParameter("Vault", secret.Vault);
        }

        return Reveal(secret, Invoke(shell, secret));
    }

    private static bool IsModuleThere()
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddCommand("Get-Module").AddParameter("Name", Module).AddParameter("ListAvailable").Invoke().Count > 0;
    }

    private static object? Invoke(PowerShell shell, SecretAddress secret)
    {
        try
        {
            return shell.Invoke().FirstOrDefault()?.BaseObject;
        }
        catch (RuntimeException e)
        {
            throw new RunRefusedException(
                "secret-unreadable", $"The vault did not give out {secret}: {e.Message} Nothing was sent.", e);
        }
    }

    private static string Reveal(SecretAddress secret, object? value) => value switch
    {
        SecureString secure when Secrets.Reveal(secure) is { Length: > 0 } text => text,
        string { Length: > 0 } text => text,
        _ => throw new RunRefusedException(
            "secret-unreadable", $"The {secret} is empty, or is no text. Nothing was sent."),
    };

    // A host that has somebody before it: not a job, not a script that reads from a pipe, not pwsh -NonInteractive.
    private bool CanAsk() =>
        command.Host.Name == "ConsoleHost"
        && !Console.IsInputRedirected
        && !Array.Exists(Environment.GetCommandLineArgs(), static a =>
            a.Length > 4 && "-NonInteractive".StartsWith(a, StringComparison.OrdinalIgnoreCase));
}
