# Speech, checks and mending: what they ask for and pay, against tests/StoryVideo.FakeGemini.
BeforeDiscovery {
    $noFake = -not ($env:STORYVIDEO_TEST_FAKEGEMINI -and (Test-Path $env:STORYVIDEO_TEST_FAKEGEMINI))
    $noFfmpeg = -not (Get-Command ffmpeg -CommandType Application -ErrorAction Ignore)
}

Describe 'What is said in shots' -Skip:$noFake {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        function Get-Fake { Invoke-RestMethod "$env:GOOGLE_GEMINI_BASE_URL/fake/state" }
    }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Line 'Who is there?')
        $fake = Start-FakeGemini
    }

    AfterEach {
        Stop-FakeGemini $fake
        Pop-Location
    }

    It 'is planned with its words and its price, and nobody is asked' {
        $plans = Get-StoryShot | New-ShotAudio -WhatIf -WarningAction Ignore
        $plans.Words | Should -Be 3, 3
        $plans.EstimatedCost | ForEach-Object { $_ | Should -BeGreaterThan 0 }
        (Get-Fake).requests | Should -Be 0
        Get-ShotTake | Should -BeNullOrEmpty
        (Get-StoryShot).AudioFilePath | Should -Be $null, $null
    }

    It 'is spoken once and paid once' {
        $made = Get-StoryShot | New-ShotAudio -WarningAction Ignore
        $made.Status | Should -Be Succeeded, Succeeded
        $made.File | Should -Exist
        ($made | Measure-Object SpentUsd -Sum).Sum | Should -BeGreaterThan 0
        (Get-StoryShot | New-ShotAudio -WarningAction Ignore).Status | Should -Be Skipped, Skipped
        (Get-Fake).speeches | Should -Be 2
        (Get-StoryShot -ShotIndex 1).AudioFilePath | Should -Be 'generated/test-story/shots/s1/shot-1_audio.wav'
    }

    It 'is N/A where nothing is said, and no request' {
        $null = Import-Story (New-TestBundle -Path silent -Id silent -Title Silent)
        (Get-StoryShot Silent | New-ShotAudio -WarningAction Ignore).Status | Should -Be Skipped, Skipped
        (Get-StoryShot Silent).AudioFilePath | Should -Be 'N/A', 'N/A'
        (Get-Fake).speeches | Should -Be 0
    }

    It 'is warned of where it is too much for the clip' {
        $null = Import-Story (New-TestBundle -Path long -Id long -Title Long -Shots 1 -Line (@('word') * 40 -join ' '))
        $null = Get-StoryShot Long | New-ShotAudio -WhatIf -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*40 words*5.0 a second*'
    }

    It 'stops at the cap' {
        Get-StoryShot | New-ShotAudio -MaximumCost 0.0001 -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'CapRun,StoryVideo.Commands.NewShotAudioCommand'
        (Get-Fake).speeches | Should -Be 0
    }

    It 'is refused with a model that makes something else or that nobody knows' {
        { Get-StoryShot | New-ShotAudio -Model veo-3.1-generate-preview } | Should -Throw '*makes*speech*'
        { Get-StoryShot | New-ShotAudio -Model no-such-model } | Should -Throw '*not in the catalog*'
        (Get-Fake).requests | Should -Be 0
    }

    It 'waits for the operator where its answer was lost, and is spoken once that is settled' {
        $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/faults?stage=image&name=reset-after&times=1"
        $null = Get-StoryShot -ShotIndex 1 | New-ShotAudio -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -Be 'AnswerLost,StoryVideo.Commands.NewShotAudioCommand'
        $null = Get-StoryShot -ShotIndex 1 | New-ShotAudio -WarningAction Ignore -ErrorAction SilentlyContinue
        (Get-Fake).speeches | Should -Be 1
        $null = Get-ShotTake -State Unknown | Resolve-ShotTake -WriteOff -Confirm:$false
        (Get-StoryShot -ShotIndex 1 | New-ShotAudio -WarningAction Ignore).Status | Should -Be Succeeded
    }
}

Describe 'Checking and mending clips' -Skip:($noFake -or $noFfmpeg) {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        function Get-Fake { Invoke-RestMethod "$env:GOOGLE_GEMINI_BASE_URL/fake/state" }
        function Set-Score([double[]] $Score) {
            $of = ($Score | ForEach-Object { $_.ToString([cultureinfo]::InvariantCulture) }) -join ','
            $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/scores?of=$of"
        }
    }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle)
        $fake = Start-FakeGemini -MarkClips
        $env:STORYVIDEO_FFMPEG = @(Get-Command ffmpeg -CommandType Application)[0].Source
        $null = Get-StoryShot -ShotIndex 1 | New-ShotVideo -Model veo-3.1-generate-preview -WarningAction Ignore
    }

    AfterEach {
        Use-StubClips
        Stop-FakeGemini $fake
        Pop-Location
    }

    It 'checks a clip once, and tells what the judge and the free checks say' {
        Set-Score 0.62
        $check = Get-StoryShot -ShotIndex 1 | Test-ShotVideo -WarningVariable warned -WarningAction SilentlyContinue
        $check.Score | Should -Be 0.62
        $check.FixPrompt | Should -Be 'Keep the lamp yellow.'
        $check.Issues[0] | Should -Be 'The lamp changes its colour.'
        $check.Check.Verdict.Characters.Id | Should -Be ana
        "$warned" | Should -BeLike '*was ordered as 1920×1080*'
        (Get-StoryShot -ShotIndex 1 | Test-ShotVideo -WarningAction Ignore).Status | Should -Be Skipped
        (Get-Fake).verdicts | Should -Be 1
    }

    It 'asks nobody with -WhatIf, and writes nothing' {
        $before = (Get-Fake).requests
        $plan = Get-StoryShot -ShotIndex 1 | Test-ShotVideo -WhatIf -WarningAction Ignore
        $plan.EstimatedCost | Should -BeGreaterThan 0
        $plan.References.Id | Should -Be ana, room
        $null = Get-StoryShot | Get-ShotFrame -WhatIf
        (Get-Fake).requests | Should -Be $before
        'public/generated/test-story/frames' | Should -Not -Exist
        Get-ShotTake | Should -HaveCount 1
    }

    It 'stops checks at the cap, and refuses a judge that is none' {
        Get-StoryShot -ShotIndex 1 | Test-ShotVideo -MaximumCost 0.001 -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -Be 'CapRun,StoryVideo.Commands.TestShotVideoCommand'
        { Get-StoryShot -ShotIndex 1 | Test-ShotVideo -Model gemini-3-pro-image } | Should -Throw '*makes*'
        (Get-Fake).verdicts | Should -Be 0
    }

    It 'reports the worst clip first, with what the shot has cost and what is not known' {
        $null = Get-StoryShot -ShotIndex 2 | New-ShotVideo -Model veo-3.1-generate-preview -WarningAction Ignore
        Set-Score 0.9, 0.4
        $null = Get-StoryShot | Test-ShotVideo -ThrottleLimit 1 -WarningAction Ignore
        $null = Import-Story (New-TestBundle -Path bare -Id bare -Title Bare -Shots 1)
        $reports = Get-StoryShot | Get-ShotVideoReport
        $reports.ShotIndex | Should -Be 2, 1, 1
        $reports.Score | Should -Be 0.4, 0.9, $null
        $reports[0].Issues[0] | Should -Be 'The lamp changes its colour.'
        $reports[0].CostUsd | Should -BeGreaterThan 3.2
        $reports[2].Note | Should -Be 'it has no clip'
        $reports | Show | Should -BeLike '*s1#2*0.40*The lamp changes its colour.*'
    }

    It 'prices a repair with -WhatIf and keeps the best of all takes' {
        Set-Score 0.5, 0.7, 0.3
        $null = Get-StoryShot -ShotIndex 1 | Test-ShotVideo -WarningAction Ignore
        $before = (Get-Fake).requests
        $plan = Get-StoryShot | Repair-ShotVideo -WhatIf -WarningAction Ignore
        $plan.Status | Should -Be Planned, Skipped
        $plan[0].Corrections | Should -Be 2
        $plan[0].EstimatedCost | Should -BeGreaterThan 6.4
        (Get-Fake).requests | Should -Be $before

        $repair = Get-StoryShot -ShotIndex 1 | Repair-ShotVideo -WarningAction Ignore
        $repair.Status | Should -Be Mended
        $repair.ScoreBefore, $repair.Score | Should -Be 0.5, 0.7
        $clips = @(Get-ShotTake | Where-Object Kind -EQ Video)
        $clips | Should -HaveCount 3
        $clips.File.Path | ForEach-Object { Join-Path public $_ | Should -Exist }
        ($clips | Where-Object IsSelected).Id | Should -Be $repair.TakeId
        (Get-StoryShot -ShotIndex 1 | Repair-ShotVideo -WarningAction Ignore).Status | Should -Be Skipped
        (Get-Fake).submissions | Should -HaveCount 3
    }

    It 'ends a repair at the cap, with an error and the take that is best so far' {
        Set-Score 0.5, 0.6
        $null = Get-StoryShot -ShotIndex 1 | Test-ShotVideo -WarningAction Ignore
        $repair = Get-StoryShot -ShotIndex 1 |
            Repair-ShotVideo -MaximumCost 4 -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue
        $repair.Status | Should -Be Stopped
        $repair.Score | Should -Be 0.6
        $problem.FullyQualifiedErrorId | Should -Be 'CapRun,StoryVideo.Commands.RepairShotVideoCommand'
        (Get-Fake).submissions | Should -HaveCount 2
    }

    It 'takes frames out of the clips that are there, and says which is not' {
        $frames = Get-StoryShot | Get-ShotFrame -Count 3 -ErrorVariable problem -ErrorAction SilentlyContinue
        $frames.Name | Should -Be first, '2-of-3', last
        $frames.Path | Should -Exist
        $problem.FullyQualifiedErrorId | Should -Be 'ClipsMissing,StoryVideo.Commands.GetShotFrameCommand'
        $problem[0].TargetObject.ShotIndex | Should -Be 2
        { Get-StoryShot | Get-ShotFrame -Count 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'needs ffmpeg, and charges nothing without it' {
        Use-StubClips
        { Get-StoryShot -ShotIndex 1 | Test-ShotVideo -WarningAction Ignore } | Should -Throw -ErrorId 'FfmpegMissing,*'
        (Get-Fake).verdicts | Should -Be 0
    }
}
