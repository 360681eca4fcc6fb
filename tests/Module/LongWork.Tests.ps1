# Submit, wait and fetch: each alone, in one pipeline, in other sessions, and against a service that takes its time.
BeforeDiscovery {
    $skip = -not ($env:STORYVIDEO_TEST_FAKEGEMINI -and (Test-Path $env:STORYVIDEO_TEST_FAKEGEMINI))
}

Describe 'Work that outlives its command' -Skip:$skip {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $PSDefaultParameterValues = @{ 'New-ShotVideo:WarningAction' = 'Ignore'; 'New-ShotVideo:MaximumCost' = 100 }
        function Get-Fake { Invoke-RestMethod "$env:GOOGLE_GEMINI_BASE_URL/fake/state" }

        # What another PowerShell, started later on, makes of the same folder.
        function Invoke-Elsewhere([string] $Script) {
            $text = & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -Command "
                `$ErrorActionPreference = 'Stop'
                Import-Module '$manifest'
                & { $Script } | ConvertTo-Json -Depth 3 -AsArray -WarningAction Ignore"
            $text | ConvertFrom-Json -NoEnumerate
        }
    }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Shots 8)
    }

    AfterEach {
        Stop-FakeGemini $fake
        Pop-Location
    }

    It 'submits with -NoWait, and waits for nothing' {
        $fake = Start-FakeGemini -GenerationMilliseconds 60000
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $takes = Get-StoryShot -ShotIndex 1-3 | New-ShotVideo -NoWait -ThrottleLimit 3
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 20
        $takes | Should -HaveCount 3
        $takes[0] | Should -BeOfType ([object]).Assembly.GetType('System.Object')
        $takes[0].PSTypeNames[0] | Should -Be StoryVideo.Ledger.Take
        $takes.State | Select-Object -Unique | Should -Be Submitted
        $takes.OperationName | Should -Not -BeNullOrEmpty
        (Get-Fake).submissions | Should -HaveCount 3
        ($takes | Get-ShotTake).State | Select-Object -Unique | Should -Be Submitted
    }

    It 'gives the running takes out again, and pays for nothing twice' {
        $fake = Start-FakeGemini -GenerationMilliseconds 60000
        $first = Get-StoryShot -ShotIndex 1 | New-ShotVideo -NoWait
        $again = Get-StoryShot -ShotIndex 1 | New-ShotVideo -NoWait
        $again.Id | Should -Be $first.Id
        (Get-Fake).submissions | Should -HaveCount 1
    }

    It 'submits, waits and fetches in one pipeline' {
        $fake = Start-FakeGemini -GenerationMilliseconds 300
        $results = Get-StoryShot | New-ShotVideo -NoWait -ThrottleLimit 3 | Wait-ShotTake | Receive-ShotTake
        $results | Should -HaveCount 8
        $results.Status | Select-Object -Unique | Should -Be Succeeded
        $results.File | Should -Exist
        (Get-Fake).submissions | Should -HaveCount 8
        (Get-StoryShot).State | Select-Object -Unique | Should -Be done
    }

    It 'keeps to the limit with -NoWait, operations of earlier commands included' {
        $fake = Start-FakeGemini -GenerationMilliseconds 700
        $null = Get-StoryShot -ShotIndex 1-2 | New-ShotVideo -NoWait -ThrottleLimit 2
        Get-StoryShot -ShotIndex 3-6 | New-ShotVideo -NoWait -ThrottleLimit 2 | Should -HaveCount 4
        (Get-Fake).peakRunning | Should -BeLessOrEqual 2
        (Get-Fake).submissions | Should -HaveCount 6
    }

    It 'waits, and then fetches, in other processes than the one that submitted' {
        $fake = Start-FakeGemini -GenerationMilliseconds 1500
        $takes = Get-StoryShot -ShotIndex 1-2 | New-ShotVideo -NoWait
        (Invoke-Elsewhere 'Get-ShotTake -State Submitted | Wait-ShotTake | Select-Object Id, @{ n = "S"; e = { "$($_.State)" } }').S |
            Select-Object -Unique | Should -Be Generated
        (Invoke-Elsewhere "Receive-ShotTake $($takes.Id -join ',') | Select-Object TakeId, @{ n = 'S'; e = { `"`$(`$_.Status)`" } }").S |
            Select-Object -Unique | Should -Be Succeeded
        ($takes | Get-ShotTake).State | Select-Object -Unique | Should -Be Succeeded
        (Get-Fake).submissions | Should -HaveCount 2
    }

    It 'fetches alone what is still being generated, and tells again where a clip lies that is here' {
        $fake = Start-FakeGemini -GenerationMilliseconds 300
        $take = Get-StoryShot -ShotIndex 1 | New-ShotVideo -NoWait
        $result = Receive-ShotTake $take.Id
        $result.Status | Should -Be Succeeded
        $again = $result | Receive-ShotTake
        $again.Status | Should -Be Skipped
        $again.File | Should -Be $result.File
        ($take | Wait-ShotTake).State | Should -Be Succeeded
    }

    It 'takes shots and stories instead of takes' {
        $fake = Start-FakeGemini
        $null = Get-StoryShot -ShotIndex 1-3 | New-ShotVideo -NoWait
        (Get-StoryShot -ShotIndex 1 | Wait-ShotTake).State | Should -Be Generated
        Wait-ShotTake -Story 'A T*' | Should -HaveCount 3
        Get-Story | Receive-ShotTake | Should -HaveCount 3
        Get-StoryShot -ShotIndex 8 | Wait-ShotTake -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be 'TakeNotFound,StoryVideo.Commands.WaitShotTakeCommand'
    }

    It 'ends <Name> after -TimeoutSeconds with an error for each that is not done, and leaves them adoptable' -ForEach @(
        @{ Name = 'Wait-ShotTake'; Work = { $takes | Wait-ShotTake -TimeoutSeconds 1 -ErrorVariable +problem -ErrorAction SilentlyContinue }; Count = 2; Paid = 2 }
        @{ Name = 'Receive-ShotTake'; Work = { $takes | Receive-ShotTake -TimeoutSeconds 1 -ErrorVariable +problem -ErrorAction SilentlyContinue }; Count = 2; Paid = 2 }
        @{ Name = 'New-ShotVideo'; Work = { Get-StoryShot -ShotIndex 1-4 | New-ShotVideo -ThrottleLimit 3 -TimeoutSeconds 2 -ErrorVariable +problem -ErrorAction SilentlyContinue }; Count = 4; Paid = 3 }
    ) {
        $fake = Start-FakeGemini -GenerationMilliseconds 60000
        $takes = Get-StoryShot -ShotIndex 1-2 | New-ShotVideo -NoWait -ThrottleLimit 3
        $problem = @()
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        . $Work | Should -BeNullOrEmpty
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15
        $problem | Should -HaveCount $Count
        $problem.CategoryInfo.Category | Select-Object -Unique | Should -Be OperationTimeout
        $problem.FullyQualifiedErrorId | Select-Object -Unique | Should -BeLike 'OperationTimeout,*'
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*Wait-ShotTake*'
        Get-ShotTake -State Submitted | Should -HaveCount $Paid
        (Get-Fake).submissions | Should -HaveCount $Paid
    }

    It 'waits for what a run of another session is at work on' {
        $fake = Start-FakeGemini -GenerationMilliseconds 1500
        $job = Start-ThreadJob {
            Import-Module $using:manifest
            Set-Location $using:PWD
            Get-StoryShot -ShotIndex 1 | New-ShotVideo -WarningAction Ignore
        }
        while (-not (Get-ShotTake)) { Start-Sleep -Milliseconds 50 }
        (Get-ShotTake | Wait-ShotTake).State | Should -BeIn Generated, Succeeded
        ($job | Receive-Job -Wait -AutoRemoveJob).Status | Should -Be Succeeded
        (Get-Fake).submissions | Should -HaveCount 1
    }

    It 'works in thread jobs and in parallel, takes and all' {
        $fake = Start-FakeGemini -GenerationMilliseconds 200
        $takes = Get-StoryShot -ShotIndex 1-4 | ForEach-Object -Parallel {
            Import-Module $using:manifest
            Set-Location $using:PWD
            $_ | New-ShotVideo -NoWait -WarningAction Ignore
        } -ThrottleLimit 2
        $takes | Should -HaveCount 4
        $job = Start-ThreadJob { Import-Module $using:manifest; Set-Location $using:PWD; $using:takes | Wait-ShotTake }
        $waited = $job | Receive-Job -Wait -AutoRemoveJob
        $waited.State | Select-Object -Unique | Should -Be Generated
        $waited | Receive-ShotTake | Should -HaveCount 4
        (Get-Fake).submissions | Should -HaveCount 4
    }

    It 'leaves what it was waiting for to others when it is stopped' {
        $fake = Start-FakeGemini -GenerationMilliseconds 60000
        $takes = Get-StoryShot -ShotIndex 1-2 | New-ShotVideo -NoWait
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($m, $f) Import-Module $m; Set-Location $f; Get-ShotTake | Wait-ShotTake }).AddArgument($manifest).AddArgument("$PWD")
        $run = $shell.BeginInvoke()
        while ((Get-Fake).submissions.polls -contains 0) { Start-Sleep -Milliseconds 50 }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 3
        try { $null = $shell.EndInvoke($run) } catch [System.Management.Automation.PipelineStoppedException] { $null = $_ }
        $shell.Dispose()
        (Invoke-Elsewhere 'Get-ShotTake | Wait-ShotTake -TimeoutSeconds 1 -ErrorAction SilentlyContinue -ErrorVariable e; $e.FullyQualifiedErrorId') |
            Select-Object -Unique | Should -BeLike 'OperationTimeout,*'
        ($takes | Get-ShotTake).State | Select-Object -Unique | Should -Be Submitted
    }

    It 'tells a withheld take from one that is done' {
        $fake = Start-FakeGemini
        $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/faults?stage=submit&name=reset-after&times=1"
        Get-StoryShot -ShotIndex 1 | New-ShotVideo -NoWait -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-ShotTake | Wait-ShotTake -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'TakeUnknown,StoryVideo.Commands.WaitShotTakeCommand'
        $problem.TargetObject.State | Should -Be Unknown
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Resolve-ShotTake*'
    }

    It 'previews fetching, and needs no key for it' {
        $fake = Start-FakeGemini
        $take = Get-StoryShot -ShotIndex 1 | New-ShotVideo -NoWait
        $env:GOOGLE_API_KEY = $null
        $before = (Get-Fake).requests
        $take | Receive-ShotTake -WhatIf | Should -BeNullOrEmpty
        (Get-Fake).requests | Should -Be $before
        { $take | Receive-ShotTake } | Should -Throw -ErrorId 'KeyMissing,*'
    }

    It 'shows one bar for the whole, and completes every bar' {
        $fake = Start-FakeGemini -GenerationMilliseconds 1500
        $null = Get-StoryShot -ShotIndex 1-3 | New-ShotVideo -NoWait -ThrottleLimit 3
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($m, $f) Import-Module $m; Set-Location $f; Get-Story | Receive-ShotTake }).AddArgument($manifest).AddArgument("$PWD")
        $shell.Invoke() | Should -HaveCount 3
        $bars = $shell.Streams.Progress.ReadAll()
        $shell.Dispose()
        $shown = $bars.Where{ $_.RecordType -eq 'Processing' }
        @($shown.Where{ $_.ParentActivityId -lt 0 }.ActivityId | Select-Object -Unique) | Should -HaveCount 1
        foreach ($id in $shown.ActivityId | Select-Object -Unique) {
            $bars.Where{ $_.ActivityId -eq $id }[-1].RecordType | Should -Be Completed
        }
    }
}
