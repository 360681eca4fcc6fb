# How soon a large story answers at a prompt: its first shot with how it stands, and what a Tab offers. In one process, each
# figure the median of warm runs; the first, which also compiles, is shown beside it.
[CmdletBinding()]
param(
    [string] $Module = (Join-Path $PSScriptRoot .. .. StoryVideo.psd1),
    [int] $Runs = 7
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
. $PSScriptRoot/Common.ps1

function Measure-Warm([string] $Name, [double] $Budget, [scriptblock] $Work) {
    $took = foreach ($run in 0..$Runs) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = & $Work
        $clock.Elapsed.TotalMilliseconds
    }

    $median = @($took | Select-Object -Skip 1 | Sort-Object)[[math]::Floor($Runs / 2)]
    [pscustomobject]@{
        What = $Name; First = [math]::Round($took[0]); Warm = [math]::Round($median); Budget = $Budget; Unit = 'ms'
        Holds = $median -le $Budget
    }
}

$here = Get-Location
$folder = New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) "storyvideo-bench-$PID")
try {
    $figures = foreach ($size in 10000, 100000) {
        Set-Location (New-Item -ItemType Directory (Join-Path $folder $size))
        $bundle = New-TestBundle -Scenelet (1..($size / 100) | ForEach-Object { "s$_" }) -Shots 100 -WithoutImages
        $null = Import-Story $bundle -WarningAction Ignore
        Measure-Warm "first of $size shots" 100 { Get-StoryShot | Select-Object -First 1 }
        Measure-Warm "one of $size shots by its address" 100 { Get-StoryShot -Story test-story -Scenelet s50 -ShotIndex 7 }
        $budget = $size -le 10000 ? 100 : [double]::PositiveInfinity
        foreach ($text in 'Get-StoryShot -Story ', 'Get-StoryShot -Scenelet ', 'Get-StoryShot -ShotIndex ', 'Wait-ShotTake -TakeId ', 'New-ShotVideo -Model ') {
            Measure-Warm "$text<Tab>, $size shots" $budget { Complete $text }
        }
    }

    $count = 0
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    Get-StoryShot | ForEach-Object { if (++$count -eq 1000) { $early = [System.GC]::GetTotalMemory($true) } }
    $seconds = $clock.Elapsed.TotalSeconds
    $grown = ([System.GC]::GetTotalMemory($true) - $early) / 1MB
    $figures + [pscustomobject]@{ What = "all $count shots with how they stand"; Warm = [math]::Round(1000 * $seconds); Unit = 'ms' } +
        [pscustomobject]@{ What = 'memory held after all of them, beyond 1,000'; Warm = [math]::Round($grown, 1); Budget = 10; Unit = 'MiB'; Holds = $grown -le 10 }
}
finally {
    Set-Location $here
    Remove-Item $folder -Recurse -Force
}
