# The paid path, against tests/StoryVideo.FakeGemini: a service on this machine that speaks Gemini's wire format.
BeforeDiscovery {
    $skip = -not ($env:STORYVIDEO_TEST_FAKEGEMINI -and (Test-Path $env:STORYVIDEO_TEST_FAKEGEMINI))
    if ($skip) {
        Write-Warning 'The paid path is not tested: run ./build.ps1 -Task Test, which builds the pretended service.'
    }
}

Describe 'Making clips for money' -Skip:$skip {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $key = 'fake-key-7f3a'

        function Start-Fake([int] $GenerationMilliseconds = 0) {
            $script:fake = Start-FakeGemini -GenerationMilliseconds $GenerationMilliseconds -Key $key
        }

        function Get-Fake { Invoke-RestMethod "$env:GOOGLE_GEMINI_BASE_URL/fake/state" }
    }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Shots 8)
        $env:STORYVIDEO_POLL_INTERVAL = '0.1'
        $env:GOOGLE_API_KEY = $key
    }

    AfterEach {
        if ($fake) { Stop-FakeGemini $fake; $script:fake = $null }
        Pop-Location
    }

    It 'pays for each shot once and records what it spent' {
        Start-Fake
        $results = Get-StoryShot -ShotIndex 1-3 | New-ShotVideo -Model veo-3.1-generate-preview -WarningAction Ignore -InformationVariable told
        $results.Status | Should -Be Succeeded, Succeeded, Succeeded
        ($results | Measure-Object SpentUsd -Sum).Sum | ForEach-Object { [math]::Round($_, 2) } | Should -Be 9.6
        (Get-Fake).submissions | Should -HaveCount 3
        (Get-ShotTake).CostUsd | Select-Object -Unique | Should -Be 3.2
        "$($told[-1])" | Should -Be '3 shots: 3 succeeded. Spent $9.60 of at most $25.00.'
        (Get-StoryShot -ShotIndex 1-3 | New-ShotVideo).Status | Select-Object -Unique | Should -Be Skipped
        (Get-Fake).submissions | Should -HaveCount 3
    }

    It 'asks nothing of the service with -WhatIf' {
        Start-Fake
        Get-StoryShot | New-ShotVideo -WhatIf -WarningAction Ignore | Should -HaveCount 8
        (Get-Fake).requests | Should -Be 0
    }

    It 'asks nothing of the service where nobody can answer the question' {
        Start-Fake
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($m, $f) Import-Module $m; Set-Location $f; Get-StoryShot | New-ShotVideo -Confirm }).AddArgument($manifest).AddArgument("$PWD")
        $shell.Invoke() | Should -BeNullOrEmpty
        $shell.Streams.Error | Should -Not -BeNullOrEmpty
        $shell.Dispose()
        (Get-Fake).requests | Should -Be 0
    }

    It 'stops at the cap, and says for which shots' {
        Start-Fake
        $results = Get-StoryShot | New-ShotVideo -MaximumCost 3 -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue
        $results | Should -HaveCount 2
        (Get-Fake).submissions | Should -HaveCount 2
        $problem.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'CapRun,StoryVideo.Commands.NewShotVideoCommand'
        $problem | Should -HaveCount 6
        $problem[0].CategoryInfo.Category | Should -Be LimitsExceeded
    }

    It 'keeps to -ThrottleLimit' {
        Start-Fake -GenerationMilliseconds 200
        Get-StoryShot | New-ShotVideo -ThrottleLimit 3 -MaximumCost 100 -WarningAction Ignore | Should -HaveCount 8
        (Get-Fake).peakRunning | Should -BeLessOrEqual 3
    }

    It 'stops paying when Select-Object -First has what it wants' {
        Start-Fake -GenerationMilliseconds 300
        Get-StoryShot | New-ShotVideo -ThrottleLimit 1 -MaximumCost 100 -WarningAction Ignore | Select-Object -First 1 | Should -HaveCount 1
        $paid = (Get-Fake).submissions.Count
        $paid | Should -BeLessOrEqual 2
        Start-Sleep -Milliseconds 800
        (Get-Fake).submissions.Count | Should -Be $paid
    }

    It 'goes on after Ctrl+C with what was paid for, and pays for nothing twice' {
        Start-Fake -GenerationMilliseconds 600
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($m, $f) Import-Module $m; Set-Location $f; Get-StoryShot | New-ShotVideo -ThrottleLimit 2 -MaximumCost 100 }).AddArgument($manifest).AddArgument("$PWD")
        $run = $shell.BeginInvoke()
        while ((Get-Fake).submissions.Count -lt 2) { Start-Sleep -Milliseconds 50 }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 2
        try { $null = $shell.EndInvoke($run) } catch [System.Management.Automation.PipelineStoppedException] { $null = $_ }
        $shell.Dispose()
        $paid = (Get-Fake).submissions.Count
        Get-ShotTake -State Submitted | Should -HaveCount $paid

        Get-StoryShot | New-ShotVideo -MaximumCost 100 -WarningAction Ignore | Should -HaveCount 8
        (Get-Fake).submissions | Should -HaveCount 8
    }

    It 'ends the run at a key that is refused, before anything is paid' {
        Start-Fake
        { Get-StoryShot | New-ShotVideo -ApiKey nonsense -WarningAction Ignore } | Should -Throw -ErrorId 'KeyRefused,*'
        (Get-Fake).submissions | Should -BeNullOrEmpty
    }

    It 'takes the key as text or as SecureString, and before that of the environment' {
        Start-Fake
        $env:GOOGLE_API_KEY = 'nonsense'
        (Get-StoryShot -ShotIndex 1 | New-ShotVideo -ApiKey $key -WarningAction Ignore).Status | Should -Be Succeeded
        $secure = ConvertTo-SecureString $key -AsPlainText
        (Get-StoryShot -ShotIndex 2 | New-ShotVideo -ApiKey $secure -WarningAction Ignore).Status | Should -Be Succeeded
    }

    It 'says of a withheld shot in a preview what the run would say, and makes it again only when asked' {
        Start-Fake
        $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/faults?name=withheld"
        $one = Get-StoryShot -ShotIndex 1
        $one | New-ShotVideo -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        (Get-ShotTake).State | Should -Be Filtered
        foreach ($whatIf in $true, $false) {
            $one | New-ShotVideo -WhatIf:$whatIf -WarningAction Ignore -ErrorVariable again -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $again.FullyQualifiedErrorId | Should -Be $problem.FullyQualifiedErrorId
            $again.TargetObject.ShotIndex | Should -Be 1
            "$again" | Should -BeLike '*-Resume*'
        }

        ($one | New-ShotVideo -Resume -WhatIf -WarningAction Ignore).Action | Should -Be Make
        (Get-Fake).submissions | Should -HaveCount 1
    }

    It 'marks a shot whose answer was lost, and does not send it again' {
        Start-Fake
        $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/faults?stage=submit&name=reset-after&times=1"
        $one = Get-StoryShot -ShotIndex 1
        $one | New-ShotVideo -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].TargetObject.ShotIndex | Should -Be 1
        (Get-ShotTake).State | Should -Be Unknown
        $one | New-ShotVideo -WarningAction Ignore -ErrorVariable again -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $again.FullyQualifiedErrorId | Should -Be 'TakeUnknown,StoryVideo.Commands.NewShotVideoCommand'
        Get-ShotTake | Show | Should -BeLike '*! unknown*'
    }

    It 'waits as the service says, warns once for every further attempt, and pays once' {
        Start-Fake
        $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/faults?stage=submit&name=per-minute&times=1"
        $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/faults?stage=model&name=unavailable&times=1"
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        (Get-StoryShot -ShotIndex 1 | New-ShotVideo -WarningVariable warnings -WarningAction SilentlyContinue).Status | Should -Be Succeeded
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 1
        @($warnings -like '*All shots wait 1 s*') | Should -HaveCount 1
        @($warnings -like 'A free question is asked again in * s*') | Should -HaveCount 1
        (Get-Fake).submissions | Should -HaveCount 1
    }

    It 'tells model, address, take and operation with -Verbose' {
        Start-Fake
        $said = Get-StoryShot -ShotIndex 1 | New-ShotVideo -WarningAction Ignore -Verbose 4>&1 |
            Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | Out-String -Width 1000
        $take = Get-ShotTake
        $said | Should -BeLike "*gemini, gemini-omni-1.1-flash, at $env:GOOGLE_GEMINI_BASE_URL*"
        $said | Should -BeLike "*take $($take.Id), operation $($take.OperationName)*"
    }

    It 'shows the key nowhere' {
        Start-Fake
        $said = Get-StoryShot -ShotIndex 1-2 | New-ShotVideo -Verbose *>&1 | Out-String -Width 10000
        $said | Should -Not -BeLike "*$key*"
        (Get-Fake).keyLeaks | Should -Be 0
        [System.Text.Encoding]::UTF8.GetString([System.IO.File]::ReadAllBytes((Resolve-Path storyvideo.db))) | Should -Not -BeLike "*$key*"
    }
}
