Describe 'Making clips by rehearsal' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }

    BeforeEach {
        $null = Enter-TestFolder
        $bundle = New-TestBundle -Scenelet s1, s2 -Shots 3
        $null = Import-Story $bundle
    }

    AfterEach {
        Use-StubClips
        Pop-Location
    }

    It 'makes a clip for every shot and says where it lies' {
        $results = Get-StoryShot | New-ShotVideo -Provider Rehearsal -Model veo-3.1-generate-preview -ThrottleLimit 4 -WarningAction Ignore
        $results | Should -HaveCount 6
        $results.Status | Select-Object -Unique | Should -Be Succeeded
        $results.File | Should -Exist
        ($results | Measure-Object SpentUsd -Sum).Sum | Should -Be 0
        [math]::Round(($results | Measure-Object EstimatedCost -Sum).Sum, 2) | Should -Be 19.2
        (Get-StoryShot).VideoFilePath | Should -Not -BeNullOrEmpty
    }

    It 'takes the provider in any letter case' {
        (Get-StoryShot -Scenelet s1 | New-ShotVideo -Provider REHEARSAL -WarningAction Ignore).Provider | Select-Object -Unique | Should -Be rehearsal
    }

    It 'skips what exists, and says so' {
        $null = Get-StoryShot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        $again = Get-StoryShot | New-ShotVideo -Provider Rehearsal -Verbose 4>&1
        ($again.Where{ $_ -isnot [System.Management.Automation.VerboseRecord] }).Status | Select-Object -Unique | Should -Be Skipped
        @($again -like '*it has its clip') | Should -HaveCount 6
        Get-ShotTake | Should -HaveCount 6
        Get-StoryShot | New-ShotVideo -Provider Rehearsal -Missing | Should -BeNullOrEmpty
    }

    It 'previews what exists as skipped, for nothing, so that sums are those of the bill' {
        $null = Get-StoryShot -Scenelet s1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        $plans = Get-StoryShot | New-ShotVideo -Provider Rehearsal -Model veo-3.1-generate-preview -WhatIf -WarningAction Ignore
        $plans.Action | Should -Be Skip, Skip, Skip, Make, Make, Make
        [math]::Round(($plans | Measure-Object EstimatedCost -Sum).Sum, 2) | Should -Be 9.6
        $plans | Show | Should -Match '(?m)^s1#1 +Skip .+ \$0\.00 '

        # A paid run replaces what was rehearsed, and its preview says so.
        (Get-StoryShot | New-ShotVideo -WhatIf -WarningAction Ignore).Action | Select-Object -Unique | Should -Be Make
        $null = Get-StoryShot -Scenelet s2 -ShotIndex 1 | New-ShotVideo -Provider Rehearsal -NoWait -WarningAction Ignore
        $adopted = Get-StoryShot -Scenelet s2 -ShotIndex 1 | New-ShotVideo -Provider Rehearsal -WhatIf -WarningAction Ignore
        $adopted.Action | Should -Be Adopt
        $adopted.EstimatedCost | Should -Be 0
    }

    It 'makes a new take with -Override and keeps the earlier one' -Skip:$IsWindows {
        $null = Get-StoryShot -Scenelet s1 -ShotIndex 1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        $shot = Get-StoryShot -Scenelet s1 -ShotIndex 1
        ($shot | New-ShotVideo -Provider Rehearsal -Override -WhatIf -WarningAction Ignore).ShotIndex | Should -Be 1
        $null = Use-SlowRenderer -Seconds 0
        Add-Content slow-ffmpeg 'printf "\0\0\0\010free" >> "$file"'
        $null = $shot | New-ShotVideo -Provider Rehearsal -Override -WarningAction Ignore
        $takes = $shot | Get-ShotTake
        $takes | Should -HaveCount 2
        $takes.IsSelected | Should -Be $false, $true
        Get-ChildItem public -Recurse -Filter *.mp4 | Should -HaveCount 2
    }

    It 'asks for every shot before it makes any, and takes no for an answer' {
        $results = Get-StoryShot -Scenelet s1 | New-ShotVideo -Provider Rehearsal -WhatIf:$false -Confirm:$false -WarningAction Ignore
        $results | Should -HaveCount 3
    }

    It 'gives takes by shot, state and pattern' {
        $null = Get-StoryShot -Scenelet s1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        Get-StoryShot | Get-ShotTake | Should -HaveCount 3
        Get-ShotTake -Story 'A*' -Scenelet s* -ShotIndex 2-3 | Should -HaveCount 2
        Get-ShotTake -State Failed, Unknown | Should -BeNullOrEmpty
        (Get-ShotTake | Select-Object -First 1).StoryId | Should -Be test-story
        Get-ShotTake -ShotIndex 1 | New-ShotPrompt | Should -HaveCount 1
    }

    It 'tells what it spent when it is done' {
        $null = Get-StoryShot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore -InformationVariable told
        "$($told[-1])" | Should -Be '6 shots: 6 succeeded. Spent $0.00 of at most $25.00.'
    }

    It 'works in thread jobs and in parallel' {
        $null = Get-StoryShot | ForEach-Object -Parallel {
            Import-Module $using:manifest
            Set-Location $using:PWD
            $_ | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        } -ThrottleLimit 3
        Get-ShotTake -State Succeeded | Should -HaveCount 6
        $job = Start-ThreadJob { Import-Module $using:manifest; Set-Location $using:PWD; (Get-StoryShot).Count }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 6
    }

    It 'shows progress, at most five records a second, and completes every bar' -Skip:$IsWindows {
        $null = Use-SlowRenderer -Seconds 0.7
        $shell = [powershell]::Create()
        $null = $shell.AddScript({
                param($manifest, $folder)
                Import-Module $manifest
                Set-Location $folder
                Get-StoryShot | New-ShotVideo -Provider Rehearsal -ThrottleLimit 2 -WarningAction Ignore
            }).AddArgument($manifest).AddArgument("$PWD")
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Invoke() | Should -HaveCount 6
        $seconds = $clock.Elapsed.TotalSeconds
        $bars = $shell.Streams.Progress.ReadAll()
        $shell.Dispose()

        $shown = $bars.Where{ $_.RecordType -eq 'Processing' }
        $shown.Count | Should -BeLessOrEqual (1 + 5 * $seconds)
        $whole = $shown.Where{ $_.ParentActivityId -lt 0 }
        $whole.StatusDescription | Should -Match '^\d of 6 done, \d running, \$0\.00 of \$25\.00$'
        $whole.Where{ $_.StatusDescription -notlike '0 of*' }.SecondsRemaining | Should -BeGreaterOrEqual 0
        @($bars.Where{ $_.ActivityId -eq $whole[0].ActivityId -and $_.RecordType -eq 'Completed' }) | Should -HaveCount 1
        $shown.Where{ $_.ParentActivityId -ge 0 }.Activity | Select-Object -Unique | Should -BeIn 's1#1', 's1#2', 's1#3', 's2#1', 's2#2', 's2#3'
        $parents = @($shown.Where{ $_.ParentActivityId -lt 0 }.ActivityId | Select-Object -Unique)
        $parents | Should -HaveCount 1
        $shown.Where{ $_.ActivityId -ne $parents[0] }.ParentActivityId | Select-Object -Unique | Should -Be $parents[0]
        foreach ($id in $shown.ActivityId | Select-Object -Unique) {
            $bars.Where{ $_.ActivityId -eq $id }[-1].RecordType | Should -Be Completed
        }
    }
}

Describe 'What goes wrong with shots' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }
    BeforeEach { $null = Enter-TestFolder }
    AfterEach {
        Use-StubClips
        Pop-Location
    }

    It 'names every unknown design of a shot at once, with the shot as target and what to do' {
        $null = Import-Story (New-TestBundle -Character bob, eve)
        Get-StoryShot | New-ShotVideo -Provider Rehearsal -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem | Should -HaveCount 2
        $problem[0].FullyQualifiedErrorId | Should -Be 'DesignUnknown,StoryVideo.Commands.NewShotVideoCommand'
        $problem[0].CategoryInfo.Category | Should -Be ObjectNotFound
        $problem[0].TargetObject.GetType().Name | Should -Be StoryShot
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*Import-Story*'
        "$($problem[0])" | Should -BeLike "A Test s1#1: *'bob', 'eve'*"
    }

    It 'reports blocked shots and makes the others' {
        $null = Import-Story (New-TestBundle -Path good -Id good -Title Good), (New-TestBundle -Path bad -Id bad -Title Bad -Character bob)
        $results = Get-StoryShot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue
        $results.StoryId | Select-Object -Unique | Should -Be good
        $problem.TargetObject.StoryId | Select-Object -Unique | Should -Be bad
    }

    It 'warns of a missing image in a preview, and refuses the shot where it would be sent' {
        $null = Import-Story (New-TestBundle -WithoutImages) -WarningAction Ignore
        $plans = Get-StoryShot | New-ShotVideo -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue
        $plans | Should -HaveCount 2
        "$warnings" | Should -BeLike '*A Test s1#1: the model sheet*put a PNG or JPEG image there*'
        Get-StoryShot | New-ShotVideo -Provider Rehearsal -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'ReferenceFileMissing,StoryVideo.Commands.NewShotVideoCommand'
    }

    It 'spends nothing where -ErrorAction Stop meets a blocked shot' {
        $null = Import-Story (New-TestBundle -Path good -Id good -Title Good), (New-TestBundle -Path bad -Id bad -Title Zbad -Character bob)
        { Get-StoryShot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore -ErrorAction Stop } |
            Should -Throw -ErrorId 'DesignUnknown,*'
        Get-ShotTake | Should -BeNullOrEmpty
    }

    It 'reports a failed shot with its cause and tries it again only when asked' -Skip:$IsWindows {
        $null = Import-Story (New-TestBundle -Shots 1)
        Set-Content failing "#!/bin/sh`necho broken >&2; exit 3"
        chmod +x failing
        $env:STORYVIDEO_FFMPEG = Join-Path $PWD failing
        Get-StoryShot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be 'RenderingFailed,StoryVideo.Commands.NewShotVideoCommand'
        "$problem" | Should -BeLike 'A Test s1#1: *exit code 3*'
        Use-StubClips
        ($problem.TargetObject | New-ShotVideo -Provider Rehearsal -Resume -WarningAction Ignore).Status | Should -Be Succeeded
    }

    It 'ends before the first shot where there is no key, and says how to go on' {
        $null = Import-Story (New-TestBundle)
        $seen = 0
        { Get-StoryShot | ForEach-Object { $seen++; $_ } | New-ShotVideo } | Should -Throw -ErrorId 'KeyMissing,*' -ExpectedMessage '*GOOGLE_API_KEY*'
        $seen | Should -Be 0
    }

    It 'ends before the first shot where there is no such provider' {
        $null = Import-Story (New-TestBundle)
        { Get-StoryShot | New-ShotVideo -Provider Nobody } | Should -Throw -ErrorId 'ModelRefused,*'
    }

    It 'shows a key in no stream and no error' {
        $null = Import-Story (New-TestBundle)
        $secret = 'sentinel-7f3a'
        $said = & {
            foreach ($key in $secret, (ConvertTo-SecureString $secret -AsPlainText)) {
                Get-StoryShot | New-ShotVideo -WhatIf -ApiKey $key -Verbose
                try { Get-StoryShot | New-ShotVideo -Model nothing -ApiKey $key } catch { $_ | Format-List * -Force }
            }
        } *>&1 | Out-String -Width 10000
        $said | Should -Not -BeLike "*$secret*"
    }
}
