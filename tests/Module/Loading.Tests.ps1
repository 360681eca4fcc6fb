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
        # PowerShell brings some of the same names itself, Newtonsoft.Json for one: those are its own.
        $ours = (Get-ChildItem (Join-Path $module module bin) -Filter *.dll).BaseName.Where{ -not (Test-Path (Join-Path $PSHOME "$_.dll")) }
        $loaded | Where-Object { $_ -in $ours } | Should -Be 'StoryVideo.Loader'
    }

    It 'is not disturbed by <Version> of its libraries that others loaded first' -ForEach @(
        @{ Version = '1.0.0.0' }
        @{ Version = '99.0.0.0' }
    ) {
        $lines = Invoke-Fresh "
            foreach (`$name in 'Dapper', 'Npgsql', 'Polly.Core', 'Microsoft.Data.Sqlite', 'SQLitePCLRaw.core', 'StoryVideo.Core') {
                Add-Type -OutputAssembly ./`$name.dll -TypeDefinition '[assembly: System.Reflection.AssemblyVersion(""$Version"")] public class Clash { }'
                `$null = [System.Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath((Resolve-Path ./`$name.dll))
            }
            Import-Module '$manifest'
            (Import-Story '$demo' -WarningAction Ignore).ShotCount
            (Get-StoryShot -Scenelet s1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore).Status
            `$null = Connect-StoryStore 'postgres://nobody@127.0.0.1:1/none'
            try { Get-Story -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId }"
        $lines | Should -Be 8, Succeeded, Succeeded, Succeeded, 'StoreUnusable,StoryVideo.Commands.GetStoryCommand'
    }

    It 'has native SQLite for <_>, where its loader looks' -ForEach @(
        'win-x64/native/e_sqlite3.dll', 'win-arm64/native/e_sqlite3.dll', 'win-x86/native/e_sqlite3.dll'
        'osx-x64/native/libe_sqlite3.dylib', 'osx-arm64/native/libe_sqlite3.dylib'
        'linux-x64/native/libe_sqlite3.so', 'linux-arm64/native/libe_sqlite3.so', 'linux-musl-x64/native/libe_sqlite3.so'
    ) {
        Join-Path $module module bin runtimes $_ | Should -Exist
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
        Copy-Item $manifest, (Join-Path $module module) ./moved -Recurse
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
        Copy-Item (Join-Path $module module *.*) $copy
        $said = Invoke-Fresh "try { Import-Module ./copy/StoryVideo.psd1 -ErrorAction Stop } catch { `$_.Exception.Message; `$_.FullyQualifiedErrorId }"
        $said -join ' ' | Should -BeLike '*./build.ps1*'
        $said -join ' ' | Should -BeLike '*ModuleNotBuilt*'
    }

    It 'goes on with what is loaded where the same version is imported from another folder, and says so' {
        $null = New-Item -ItemType Directory ./installed/StoryVideo
        Copy-Item $manifest, (Join-Path $module module) ./installed/StoryVideo -Recurse
        $lines = Invoke-Fresh "
            Import-Module '$manifest'
            `$null = Get-StoryModel -Provider gemini
            Remove-Module StoryVideo
            Import-Module ./installed/StoryVideo/StoryVideo.psd1 -Force
            (Get-StoryModel -Provider gemini -Kind Video)[0].Id"
        $lines[0] | Should -BeLike '*of the same version*Start another one*installed*'
        $lines[1] | Should -Be veo-3.1-generate-preview
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
