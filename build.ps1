#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tries and packs the StoryVideo module.
.DESCRIPTION
    Build    makes the module importable: Import-Module ./StoryVideo.psd1
    Test     packs, then runs the module's tests on the package in a fresh PowerShell; needs Pester 5
    Coverage tells how much of the C# the module's tests run, file by file in coverage/coverage.cobertura.xml; takes minutes
    Help     writes the commands' facts into their pages in docs/en-US, and begins pages that are missing
    Demo     makes the demo story's clips on this machine, for free
    Package  puts what an installed module consists of under output/StoryVideo/<version>
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Coverage', 'Help', 'Demo', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$bin = Join-Path $PSScriptRoot module bin
$help = Join-Path $PSScriptRoot en-US
$manifest = Import-PowerShellDataFile -LiteralPath (Join-Path $PSScriptRoot StoryVideo.psd1)
$version = $manifest.ModuleVersion
$output = Join-Path $PSScriptRoot output StoryVideo $version
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

function Invoke-DotNet {
    & dotnet @args | Out-Host
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

# Another PowerShell may have these files mapped: a file is never written over, it is moved aside and a new one put in its place.
function Update-Folder {
    param([string] $Source, [string] $Destination)

    $aside = Join-Path $Destination ('.replaced-' + [System.IO.Path]::GetRandomFileName())
    $files = Get-ChildItem -LiteralPath $Source -Recurse -File | Where-Object Extension -ne '.xml'
    $wanted = @{}
    foreach ($file in $files) {
        $name = [System.IO.Path]::GetRelativePath($Source, $file.FullName)
        $wanted[$name] = $true
        $target = Join-Path $Destination $name
        if ((Test-Path -LiteralPath $target) -and (Get-FileHash $target).Hash -eq (Get-FileHash $file.FullName).Hash) {
            continue
        }

        Remove-InUse -Path $target -Aside $aside
        $null = New-Item -ItemType Directory -Force -Path (Split-Path $target)
        Copy-Item -LiteralPath $file.FullName -Destination $target
    }

    Get-ChildItem -LiteralPath $Destination -Recurse -File -Force |
        Where-Object { -not $wanted[[System.IO.Path]::GetRelativePath($Destination, $_.FullName)] } |
        ForEach-Object { Remove-InUse -Path $_.FullName -Aside $aside }
    Get-ChildItem -LiteralPath $Destination -Directory -Force -Filter '.replaced-*' |
        Remove-Item -Recurse -Force -ErrorAction Ignore
}

function Remove-InUse {
    param([string] $Path, [string] $Aside)

    if (-not (Test-Path -LiteralPath $Path)) {
        return
    }

    try {
        Remove-Item -LiteralPath $Path -Force
    }
    catch {
        # Windows does not delete a loaded assembly, but it moves one.
        $null = New-Item -ItemType Directory -Force -Path $Aside
        Move-Item -LiteralPath $Path -Destination (Join-Path $Aside ([System.IO.Path]::GetRandomFileName()))
    }
}

function Publish-Assembly {
    $staging = Join-Path ([System.IO.Path]::GetTempPath()) "storyvideo-build-$PID"
    try {
        foreach ($project in 'StoryVideo', 'StoryVideo.Loader') {
            $path = Join-Path $PSScriptRoot src $project "$project.csproj"
            Invoke-DotNet publish $path --configuration $Configuration --output $staging --verbosity quiet "-p:Version=$version"
        }

        $null = New-Item -ItemType Directory -Force -Path $bin
        Update-Folder -Source $staging -Destination $bin
    }
    finally {
        Remove-Item -LiteralPath $staging -Recurse -Force -ErrorAction Ignore
    }
}

function Invoke-Build {
    Publish-Assembly
    Import-Module (Join-Path $PSScriptRoot tools Help Help.psm1) -Force
    Export-HelpFile -Source (Join-Path $PSScriptRoot docs en-US) -Destination $help
    Write-Host "StoryVideo $version is built. Import-Module $(Join-Path $PSScriptRoot StoryVideo.psd1)"
}

# What runs the module's tests on the package, program and arguments; nothing where there is no Pester 5.
function Get-TestCommand {
    $tests = Join-Path $PSScriptRoot tests Module
    $pinned = (Import-PowerShellDataFile (Join-Path $PSScriptRoot requirements.psd1)).Pester
    $pester = Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 } |
        Sort-Object { $_.Version -eq $pinned }, Version -Descending | Select-Object -First 1
    if (-not $pester) {
        $files = @(Get-ChildItem -Path $tests -Filter *.Tests.ps1)
        Write-Warning ('The module''s tests were NOT run: they need Pester 5. ' +
            "Install it with: Install-PSResource Pester -Version $pinned")
        Write-Host "0 passed, 0 failed, $($files.Count) skipped"
        return
    }

    if ($pester.Version -ne $pinned) {
        Write-Warning "The module's tests are tried with Pester $pinned; this machine has $($pester.Version)."
    }

    # The paid path is tried against a service that pretends.
    Invoke-DotNet build (Join-Path $PSScriptRoot tests StoryVideo.FakeGemini) --configuration $Configuration --verbosity quiet
    $fake = Join-Path $PSScriptRoot tests StoryVideo.FakeGemini bin $Configuration net10.0 StoryVideo.FakeGemini.dll

    # A fresh process: nothing of this session reaches the tests, and a rebuilt assembly is really loaded.
    [System.Environment]::ProcessPath
    '-NoProfile', '-NonInteractive', '-File', (Join-Path $tests run.ps1)
    '-Pester', $pester.Path, '-Module', $output, '-FakeGemini', $fake
}

function Invoke-Test {
    Invoke-Package
    $program, $arguments = Get-TestCommand
    if ($program) {
        & $program @arguments | Out-Host
        if ($LASTEXITCODE -ne 0) {
            exit $LASTEXITCODE
        }
    }
}

# The collector instruments the package's assemblies, and puts them back when the tests are through.
function Invoke-Coverage {
    Invoke-Package
    $command = Get-TestCommand
    if (-not $command) {
        return
    }

    $results = Join-Path $PSScriptRoot coverage
    $project = Join-Path $PSScriptRoot tests StoryVideo.ModuleCoverage
    Remove-Item -LiteralPath $results -Recurse -Force -ErrorAction Ignore
    $null = New-Item -ItemType Directory -Path $results
    $settings = Join-Path $results coverage.runsettings
    (Get-Content -LiteralPath (Join-Path $project coverage.runsettings) -Raw).Replace(
        '$package$', [System.Security.SecurityElement]::Escape((Join-Path $output module bin))) | Set-Content -LiteralPath $settings
    $env:STORYVIDEO_COVERAGE_COMMAND = $command -join "`n"
    try {
        Invoke-DotNet test $project --configuration $Configuration --collect 'XPlat Code Coverage' --settings $settings --results-directory $results
    }
    finally {
        $env:STORYVIDEO_COVERAGE_COMMAND = $null
    }

    $report = Join-Path $results coverage.cobertura.xml
    Get-ChildItem -LiteralPath $results -Recurse -Filter coverage.cobertura.xml | Select-Object -First 1 | Move-Item -Destination $report
    foreach ($package in ([xml](Get-Content -LiteralPath $report -Raw)).coverage.packages.package) {
        Write-Host ('{0}: {1:P1} of lines, {2:P1} of branches' -f $package.name, [double]$package.'line-rate', [double]$package.'branch-rate')
    }
}

# In a process of its own, which sees the commands as they have just been built.
function Invoke-Help {
    Publish-Assembly
    $root = $PSScriptRoot.Replace("'", "''")
    & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -Command (
        "Import-Module '$root/StoryVideo.psd1', '$root/tools/Help/Help.psm1'; Update-HelpSource -Folder '$root/docs/en-US'") | Out-Host
}

function Invoke-Demo {
    Invoke-DotNet run --project (Join-Path $PSScriptRoot src StoryVideo.Cli) --configuration $Configuration -- demo
}

function Invoke-Package {
    Invoke-Build
    Remove-Item -LiteralPath $output -Recurse -Force -ErrorAction Ignore
    $null = New-Item -ItemType Directory -Force -Path $output
    foreach ($part in 'StoryVideo.psd1', 'module', 'en-US', 'CHANGELOG.md', 'LICENSE') {
        $path = Join-Path $PSScriptRoot $part
        if (Test-Path -LiteralPath $path) {
            Copy-Item -LiteralPath $path -Destination $output -Recurse
        }
    }

    $null = Test-ModuleManifest -Path (Join-Path $output StoryVideo.psd1)
    Write-Host "StoryVideo $version is packed. Import-Module $output"
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
