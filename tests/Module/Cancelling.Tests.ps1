Describe 'Nothing goes on behind the operator''s back' -Skip:$IsWindows {
    BeforeAll { . $PSScriptRoot/Common.ps1 }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Shots 12)
        $log = Use-SlowRenderer -Seconds 1
    }

    AfterEach {
        Use-StubClips
        Pop-Location
    }

    It 'stops starting shots when Select-Object -First has what it wants' {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $first = Get-StoryShot | New-ShotVideo -Provider Rehearsal -ThrottleLimit 1 -WarningAction Ignore | Select-Object -First 1
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 6
        $first.Status | Should -Be Succeeded
        $started = (Get-Content $log).Count
        $started | Should -BeLessThan 7
        Start-Sleep -Milliseconds 1500
        (Get-Content $log).Count | Should -Be $started
        (Get-ShotTake -State Succeeded).Count | Should -BeLessThan 4
    }

    It 'stops the others when -ErrorAction Stop meets the first failure' {
        Set-Content $env:STORYVIDEO_FFMPEG "#!/bin/sh`necho started >> '$log'; sleep 0.5; exit 3"
        { Get-StoryShot | New-ShotVideo -Provider Rehearsal -ThrottleLimit 1 -WarningAction Ignore -ErrorAction Stop } |
            Should -Throw -ErrorId 'RenderingFailed,*'
        $started = (Get-Content $log).Count
        $started | Should -BeLessThan 8
        Start-Sleep -Milliseconds 1200
        (Get-Content $log).Count | Should -Be $started
    }

    It 'returns promptly from Ctrl+C and leaves what is in flight to be gone on with' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($manifest, $folder)
                Import-Module $manifest
                Set-Location $folder
                Get-StoryShot | New-ShotVideo -Provider Rehearsal -ThrottleLimit 2 -WarningAction Ignore
            }).AddArgument($manifest).AddArgument("$PWD")
        $run = $shell.BeginInvoke()
        while (-not (Get-Content $log)) { Start-Sleep -Milliseconds 50 }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 2
        { $shell.EndInvoke($run) } | Should -Throw
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $shell.Dispose()
        $started = (Get-Content $log).Count
        Start-Sleep -Milliseconds 1500
        (Get-Content $log).Count | Should -Be $started
        Get-ShotTake -State Generated, Submitted | Should -Not -BeNullOrEmpty

        Use-StubClips
        $after = Get-StoryShot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        $after | Should -HaveCount 12
        Get-ShotTake | Should -HaveCount 12
    }

    It 'opens no more clips at once than -ThrottleLimit allows the paid part' {
        $results = Get-StoryShot | New-ShotVideo -Provider Rehearsal -ThrottleLimit 3 -WarningAction Ignore
        $results | Should -HaveCount 12
    }
}
