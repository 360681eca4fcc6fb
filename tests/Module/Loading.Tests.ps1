Describe 'Loading the module' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1

        # In a PowerShell of its own: what is loaded here already must not answer for it.
        function Invoke-Fresh([string] $Script) {
            & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -c $Script
        }
    }

    BeforeEach { $null = Enter-TestFolder }
    AfterEach { Pop-Location }

    It 'exports exactly the commands that the manifest names' {
        $wanted = (Import-PowerShellDataFile $manifest).CmdletsToExport | Sort-Object
        (Get-Command -Module StoryVideo).Name | Sort-Object | Should -Be $wanted
    }

    It 'keeps every command when it is imported again and again' {
        $counts = Invoke-Fresh "foreach (`$i in 1..3) { Import-Module '$manifest' -Force; (Get-Command -Module StoryVideo).Count }"
        $counts | Should -HaveCount 3
        $counts | Select-Object -Unique | Should -Be (Import-PowerShellDataFile $manifest).CmdletsToExport.Count
    }

    It 'works again after it was removed' {
        Invoke-Fresh "Import-Module '$manifest'; Remove-Module StoryVideo; Import-Module '$manifest'; (Get-StoryModel veo-3.1-generate-preview).Count" |
            Should -BeGreaterThan 0
    }

    It 'keeps everything it brings along out of the default load context' {
        $loaded = Invoke-Fresh "
            Import-Module '$manifest'
            `$null = Import-Story '$demo' -WarningAction Ignore
            `$null = Get-StoryShot | New-ShotVideo -WhatIf -WarningAction Ignore 6>`$null
            [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach{ `$_.GetName().Name }"
        $ours = (Get-ChildItem (Join-Path $repository module bin) -Filter *.dll).BaseName
        $loaded | Where-Object { $_ -in $ours } | Should -Be 'StoryVideo.Loader'
    }

    It 'is not disturbed by another version of a library that was loaded first' {
        $lines = Invoke-Fresh "
            Add-Type -OutputAssembly ./Dapper.dll -TypeDefinition '[assembly: System.Reflection.AssemblyVersion(`"1.0.0.0`")] public class Clash { }'
            `$null = [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath((Resolve-Path ./Dapper.dll))
            Import-Module '$manifest'
            (Import-Story '$demo' -WarningAction Ignore).ShotCount"
        $lines | Should -Be 8
    }

    It 'loads native SQLite from within its own context' {
        Invoke-Fresh "Import-Module '$manifest'; (Import-Story '$demo').ShotCount; (Get-Story).DisplayName" |
            Should -Be @('8', $demoTitle)
    }

    It 'says how to build it where it was not built' {
        $copy = New-Item -ItemType Directory -Path ./copy/module -Force
        Copy-Item $manifest ./copy
        Copy-Item (Join-Path $repository module *.*) $copy
        $said = Invoke-Fresh "try { Import-Module ./copy/StoryVideo.psd1 -ErrorAction Stop } catch { `$_.Exception.Message; `$_.FullyQualifiedErrorId }"
        $said -join ' ' | Should -BeLike '*./build.ps1*'
        $said -join ' ' | Should -BeLike '*ModuleNotBuilt*'
    }

    It 'loads from a folder of its own beside the repository''s, in one session' {
        $null = New-Item -ItemType Directory ./installed/StoryVideo
        Copy-Item $manifest, (Join-Path $repository module) ./installed/StoryVideo -Recurse
        Invoke-Fresh "Import-Module '$manifest'; Remove-Module StoryVideo; Import-Module ./installed/StoryVideo/StoryVideo.psd1 -Force; (Get-StoryModel veo-3.1-generate-preview)[0].Id" |
            Should -Be 'veo-3.1-generate-preview'
    }

    It 'works from another drive, where the file system''s location counts' {
        Set-Location Env:
        try {
            (Connect-StoryStore).Database | Should -Be (Join-Path (Get-Location -PSProvider FileSystem).ProviderPath storyvideo.db)
        }
        finally {
            Set-Location (Get-Location -PSProvider FileSystem).ProviderPath
        }
    }
}
