# How long a cold Import-Module takes beyond an empty PowerShell: each figure is a process of its own, the two in turn. Where the
# machine has other work, the processor's time says more than the clock's.
[CmdletBinding()]
param(
    [string] $Module = (Join-Path $PSScriptRoot .. .. StoryVideo.psd1),
    [int] $Runs = 7,

    # What importing may take, in milliseconds; beyond it this script fails.
    [int] $Budget = 200
)

$ErrorActionPreference = 'Stop'
$manifest = (Resolve-Path $Module).Path.Replace("'", "''")

function Measure-Process([string] $Command) {
    $start = [System.Diagnostics.ProcessStartInfo]::new([System.Environment]::ProcessPath)
    foreach ($argument in '-NoProfile', '-NonInteractive', '-Command', "$Command; [Environment]::CpuUsage.TotalTime.TotalMilliseconds") {
        $start.ArgumentList.Add($argument)
    }

    $start.RedirectStandardOutput = $true
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    $process = [System.Diagnostics.Process]::Start($start)
    $processor = [double]$process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    $elapsed = $clock.Elapsed.TotalMilliseconds
    if ($process.ExitCode -ne 0) {
        throw "'$Command' failed."
    }

    [pscustomobject]@{ Wall = $elapsed; Processor = $processor }
    $process.Dispose()
}

function Get-Median([object[]] $Value, [string] $Name) {
    @($Value.$Name | Sort-Object)[[math]::Floor($Value.Count / 2)]
}

# Once for the file system's sake.
$null = Measure-Process "Import-Module '$manifest'"
$empty = [System.Collections.Generic.List[object]]::new()
$import = [System.Collections.Generic.List[object]]::new()
$first = [System.Collections.Generic.List[object]]::new()
for ($run = 0; $run -lt $Runs; $run++) {
    $empty.Add((Measure-Process '$null = 0'))
    $import.Add((Measure-Process "Import-Module '$manifest'"))
    $first.Add((Measure-Process "Import-Module '$manifest'; `$null = Get-StoryModel veo-3.1-generate-preview"))
}

$result = [pscustomobject]@{
    EmptyMs           = [math]::Round((Get-Median $empty Wall))
    ImportMs          = [math]::Round((Get-Median $import Wall) - (Get-Median $empty Wall))
    ImportProcessorMs = [math]::Round((Get-Median $import Processor) - (Get-Median $empty Processor))
    FirstCommandMs    = [math]::Round((Get-Median $first Wall) - (Get-Median $empty Wall))
    BudgetMs          = $Budget
    Processors        = [System.Environment]::ProcessorCount
}
$result
if ($result.ImportMs -gt $Budget) {
    Write-Error "Importing takes $($result.ImportMs) ms over an empty PowerShell; it may take $Budget." -ErrorAction Continue
    exit 1
}
