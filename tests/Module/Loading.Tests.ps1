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

    It 'finds native SQLite as <File> too, wherever a publish puts it' -ForEach @(
        @{ File = 'libe_sqlite3.so' }
        @{ File = 'e_sqlite3.so' }
        @{ File = "$([System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)/libe_sqlite3.so" }
        @{ File = "$([System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)/e_sqlite3.so" }
    ) -Skip:(-not $IsLinux) {
        $null = New-Item -ItemType Directory ./moved
        Copy-Item $manifest, (Join-Path $repository module) ./moved -Recurse
        $rid = [System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
        $target = Join-Path $PWD moved module bin $File
        $null = New-Item -ItemType Directory -Force (Split-Path $target)
        Move-Item "./moved/module/bin/runtimes/$rid/native/libe_sqlite3.so" $target
        Remove-Item ./moved/module/bin/runtimes -Recurse
        Invoke-Fresh "Import-Module ./moved/StoryVideo.psd1; (Import-Story '$demo').ShotCount" | Should -Be 8
    }

    It 'looks for native libraries of <Identifier> in <Expected>' -ForEach @(
        @{ Identifier = 'linux-x64'; System = 'linux'; Architecture = 'x64'; Expected = 'linux-x64', 'linux' }
        @{ Identifier = 'linux-musl-arm64'; System = 'linux'; Architecture = 'arm64'; Expected = 'linux-musl-arm64', 'alpine-arm64', 'linux-arm64', 'linux' }
        @{ Identifier = 'alpine.3.22-x64'; System = 'linux'; Architecture = 'x64'; Expected = 'alpine.3.22-x64', 'linux-musl-x64', 'alpine-x64', 'linux-x64', 'linux' }
        @{ Identifier = 'debian.12-x64'; System = 'linux'; Architecture = 'x64'; Expected = 'debian.12-x64', 'linux-x64', 'linux' }
        @{ Identifier = 'osx-arm64'; System = 'osx'; Architecture = 'arm64'; Expected = 'osx-arm64', 'osx' }
        @{ Identifier = 'win-arm64'; System = 'win'; Architecture = 'arm64'; Expected = 'win-arm64', 'win' }
    ) {
        $method = [StoryVideo.Loader.LoadContext].GetMethod('RuntimeIdentifiers', [System.Reflection.BindingFlags]'Static, NonPublic')
        $method.Invoke($null, @($Identifier, $System, $Architecture)) | Should -Be $Expected
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
