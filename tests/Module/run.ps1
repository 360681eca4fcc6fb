# Runs the module's tests; build.ps1 -Task Test starts this in a fresh process. The last line tells the counts.
[CmdletBinding()]
param(
    [string] $Pester = 'Pester',
    [string] $Path = $PSScriptRoot,

    # The folder of the module to test; without it, the repository's own.
    [string] $Module,

    # The pretended service, built; without it the tests of the paid path are skipped.
    [string] $FakeGemini
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester -MinimumVersion 5.0 -MaximumVersion 5.99

$env:STORYVIDEO_TEST_FAKEGEMINI = $FakeGemini
$env:STORYVIDEO_TEST_MODULE = $Module
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = $env:NO_COLOR ? 'Plaintext' : 'Auto'
$result = Invoke-Pester -Configuration $configuration

# A file that cannot be run at all is a failure, however few tests it holds.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
Write-Host "$($result.PassedCount) passed, $failed failed, $($result.SkippedCount + $result.NotRunCount) skipped"
exit [int]($failed -gt 0)
