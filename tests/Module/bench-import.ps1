# How long a cold Import-Module takes beyond an empty PowerShell: each figure is a process of its own, the two in turn.
[CmdletBinding()]
param(
    [string] $Module = (Join-Path $PSScriptRoot .. .. StoryVideo.psd1),
    [int] $Runs = 7,

    # What the module may cost, in milliseconds; beyond it this script fails.
    [int] $Budget = 200
)

$ErrorActionPreference = 'Stop'
$module = (Resolve-Path $Module).Path.Replace("'", "''")

function Measure-Process([string] $Command) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -c $Command | Out-Null
    if ($LASTEXITCODE -ne 0) {
        throw "'$Command' failed."
    }

    $clock.Elapsed.TotalMilliseconds
}

function Get-Median([double[]] $Value) {
    @($Value | Sort-Object)[[math]::Floor($Value.Count / 2)]
}

# Once for the file system's sake.
$null = Measure-Process "Import-Module '$module'"
$empty = [System.Collections.Generic.List[double]]::new()
$import = [System.Collections.Generic.List[double]]::new()
$first = [System.Collections.Generic.List[double]]::new()
for ($run = 0; $run -lt $Runs; $run++) {
    $empty.Add((Measure-Process 'exit 0'))
    $import.Add((Measure-Process "Import-Module '$module'; exit 0"))
    $first.Add((Measure-Process "Import-Module '$module'; Get-StoryModel veo-3.1-generate-preview; exit 0"))
}

$result = [pscustomobject]@{
    EmptyMs        = [math]::Round((Get-Median $empty))
    ImportMs       = [math]::Round((Get-Median $import) - (Get-Median $empty))
    FirstCommandMs = [math]::Round((Get-Median $first) - (Get-Median $empty))
    BudgetMs       = $Budget
    Processors     = [System.Environment]::ProcessorCount
}
$result
if ($result.ImportMs -gt $Budget) {
    Write-Error "Importing takes $($result.ImportMs) ms over an empty PowerShell; it may take $Budget." -ErrorAction Continue
    exit 1
}
