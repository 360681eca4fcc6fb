Describe 'Takes after a run' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Scenelet s1, s2 -Shots 3)
    }

    AfterEach {
        Use-StubClips
        Pop-Location
    }

    It 'goes back to an earlier take, for nothing, and keeps the later one' -Skip:$IsWindows {
        $shot = Get-StoryShot -Scenelet s1 -ShotIndex 1
        $null = $shot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        $null = Use-SlowRenderer -Seconds 0
        Add-Content slow-ffmpeg 'printf "\0\0\0\010free" >> "$file"'
        $made = $shot | New-ShotVideo -Provider Rehearsal -Override -WarningAction Ignore
        $size = (Get-Item $made.File).Length
        $first = ($shot | Get-ShotTake)[0]

        $first | Select-ShotTake -WhatIf
        ($shot | Get-ShotTake).IsSelected | Should -Be $false, $true
        $first | Select-ShotTake | Should -BeNullOrEmpty
        ($shot | Get-ShotTake).IsSelected | Should -Be $true, $false
        (Get-Item $made.File).Length | Should -BeLessThan $size
        (Select-ShotTake $made.TakeId -PassThru).IsSelected | Should -BeTrue
        (Get-Item $made.File).Length | Should -Be $size
    }

    It 'says of a take that it cannot select why, and goes on with the next' {
        $made = Get-StoryShot -Scenelet s1 -ShotIndex 1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        $waiting = Get-StoryShot -Scenelet s1 -ShotIndex 2 | New-ShotVideo -Provider Rehearsal -NoWait -WarningAction Ignore
        $done = 'nonsense', $waiting.Id, $made.TakeId | Select-ShotTake -PassThru -ErrorVariable problem -ErrorAction SilentlyContinue
        $done.Id | Should -Be $made.TakeId
        $problem.FullyQualifiedErrorId | Should -Be 'TakeNotFound,StoryVideo.Commands.SelectShotTakeCommand', 'TakeWithoutClip,StoryVideo.Commands.SelectShotTakeCommand'
        $problem[1].ErrorDetails.RecommendedAction | Should -BeLike '*Receive-ShotTake*'
        { Get-StoryShot -Scenelet s1 -ShotIndex 1 | Select-ShotTake -ErrorAction Stop } | Should -Throw '*is no take*'
    }

    It 'finds takes by the label of their scenelet, by id, and by the state as it is shown' {
        Push-Location (New-Item -ItemType Directory labels)
        $null = Import-Story $demo
        $null = Get-StoryShot -Scenelet s1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        Get-ShotTake -Scenelet 'A Splash*' | Should -HaveCount 3
        Get-ShotTake -Scenelet 'A Splash in the Harbour' -ShotIndex 2 | Should -HaveCount 1
        Get-ShotTake -Scenelet s1 -ShotIndex 2 | Should -HaveCount 1
        Get-ShotTake -Scenelet s2 | Should -BeNullOrEmpty
        $one = (Get-ShotTake)[1]
        (Get-ShotTake -TakeId $one.Id).ShotIndex | Should -Be $one.ShotIndex
        $one | Get-ShotTake -State written-off, succeeded | Should -HaveCount 1
        Get-ShotTake -TakeId nonsense -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'TakeNotFound,StoryVideo.Commands.GetShotTakeCommand'
        Pop-Location
    }

    It 'lets a run of another provider take the place of an unfinished rehearsal' {
        $shot = Get-StoryShot -Scenelet s1 -ShotIndex 1
        $null = $shot | New-ShotVideo -Provider Rehearsal -NoWait -WarningAction Ignore
        ($shot | New-ShotVideo -WhatIf -WarningAction Ignore).Provider | Should -Be gemini
        $shot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore | ForEach-Object Status | Should -Be Succeeded
    }
}

Describe 'How shots stand' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Shots 3)
    }

    AfterEach { Pop-Location }

    It 'is told with every shot, and what has changed is named' {
        (Get-StoryShot).State | Should -Be missing, missing, missing
        $null = Get-StoryShot -ShotIndex 1-2 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        (Get-StoryShot).State | Should -Be rehearsed, rehearsed, missing
        Get-StoryShot -Stale | Should -BeNullOrEmpty

        $story = Get-Content bundle/story.json -Raw | ConvertFrom-Json
        $story.visualDesignDocument.character_designs[0].role = 'Other'
        $story | ConvertTo-Json -Depth 20 | Set-Content bundle/story.json
        $null = Import-Story bundle
        (Get-StoryShot).State | Should -Be stale, stale, missing
        (Get-StoryShot)[0].Stale | Should -Be 'character ana'
        Get-StoryShot -Stale | Should -HaveCount 2
        Get-StoryShot -Missing | Should -HaveCount 1
        Get-StoryShot | Show | Should -BeLike '*! stale*changed: character ana*'
        (Get-StoryShot -Stale | New-ShotVideo -Stale -Provider Rehearsal -WhatIf -WarningAction Ignore).ShotIndex | Should -Be 1, 2
    }

    It 'names what is on its way' {
        $null = Get-StoryShot -ShotIndex 1 | New-ShotVideo -Provider Rehearsal -NoWait -WarningAction Ignore
        (Get-StoryShot -ShotIndex 1).State | Should -Be submitted
        $null = Get-Story | Wait-ShotTake
        (Get-StoryShot -ShotIndex 1).State | Should -Be generated
    }
}

Describe 'What stories cost' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Scenelet s1, s2 -Shots 3), (New-TestBundle -Path other -Id other -Title Other -Shots 1)
    }

    AfterEach { Pop-Location }

    It 'is forecast for stories, for scenelets, and for a set of shots, each counted once' {
        (Get-StoryCost).StoryTitle | Should -Be 'A Test', Other
        (Get-StoryCost 'A Test' -Model veo-3.1-generate-preview).Forecast | Should -Be 19.2
        (Get-Story 'A Test' | Get-StoryCost).ShotsToMake | Should -Be 6
        (Get-StoryCost -Story 'A Test' -Scenelet s1 -Model veo-3.1-generate-preview).Forecast | Should -Be 9.6
        $some = Get-StoryShot -Story 'A Test' -ShotIndex 1
        $cost = @($some; $some) | Get-StoryCost -Model veo-3.1-generate-preview
        $cost | Should -HaveCount 1
        $cost.ShotsToMake | Should -Be 2
        $cost.Forecast | Should -Be 6.4
        (Get-StoryCost Other -Resolution 720p -DurationSeconds 4 -Model veo-3.1-fast-generate-preview).Forecast | Should -BeLessThan 1
        $cost.Spent, $cost.Reserved, $cost.Unknown | Should -Be 0, 0, 0
        $cost.ForecastP50 | Should -BeNullOrEmpty
    }

    It 'has a cap that can be set, shown and taken away' {
        Set-StoryBudget 'A Test' 40 -WhatIf
        (Get-StoryCost 'A Test').Budget | Should -BeNullOrEmpty
        Set-StoryBudget 'A Test' 40 | Should -BeNullOrEmpty
        (Get-StoryCost 'A Test').Budget | Should -Be 40
        (Get-Story | Set-StoryBudget -MaximumCost 12.5 -PassThru).Budget | Should -Be 12.5, 12.5
        Get-StoryCost | Show | Should -BeLike '*$12.50*'
        Get-StoryCost | Set-StoryBudget -None -PassThru | Where-Object { $null -ne $_.Budget } | Should -BeNullOrEmpty
        { Set-StoryBudget nobody 1 -ErrorAction Stop } | Should -Throw -ErrorId 'StoryNotFound,*'
    }

    It 'needs a store that is there' {
        Push-Location (New-Item -ItemType Directory empty)
        { Set-StoryBudget 'A Test' 40 } | Should -Throw -ErrorId 'StoreUnusable,*'
        { Get-StoryCost } | Should -Throw -ErrorId 'StoreUnusable,*'
        './storyvideo.db' | Should -Not -Exist
        Pop-Location
    }
}

Describe 'Takes whose answer was lost' -Skip:(-not $env:STORYVIDEO_TEST_FAKEGEMINI) {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        function Get-Fake { Invoke-RestMethod "$env:GOOGLE_GEMINI_BASE_URL/fake/state" }
    }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Shots 2)
        $fake = Start-FakeGemini
        $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/faults?stage=submit&name=reset-after&times=2"
        Get-StoryShot | New-ShotVideo -Model veo-3.1-generate-preview -WarningAction Ignore -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $lost = Get-ShotTake -State Unknown
        $operations = (Get-Fake).submissions.operation
    }

    AfterEach {
        Stop-FakeGemini $fake
        Pop-Location
    }

    It 'are adopted by the name of their operation, and fetched' {
        $take = $lost[0] | Resolve-ShotTake -Operation $operations[0]
        $take.State | Should -Be Generated
        ($take | Receive-ShotTake).Status | Should -Be Succeeded
        (Get-Fake).submissions | Should -HaveCount 2
    }

    It 'are settled from a table, each by its own name' {
        $lost | ForEach-Object { $at = 0 } { [pscustomobject]@{ TakeId = $_.Id; Operation = $operations[$at++] } } | Export-Csv settled.csv
        (Import-Csv settled.csv | Resolve-ShotTake).State | Select-Object -Unique | Should -Be Generated
    }

    It 'are not settled two at once by one name' {
        $done = $lost | Resolve-ShotTake -Operation $operations[0] -ErrorVariable problem -ErrorAction SilentlyContinue
        $done | Should -HaveCount 1
        $problem.FullyQualifiedErrorId | Should -Be 'ResolveOne,StoryVideo.Commands.ResolveShotTakeCommand'
        Get-ShotTake -State Unknown | Should -HaveCount 1
    }

    It 'are written off for good, and counted as spent' {
        (Get-StoryCost).Unknown | Should -Be 6.4
        Get-StoryCost | Show | Should -BeLike '*! $6.40*'
        Get-StoryShot | Show | Should -BeLike '*! unknown*'
        $lost[0] | Resolve-ShotTake -WriteOff -WhatIf
        (Get-ShotTake -State Unknown) | Should -HaveCount 2
        ($lost[0] | Resolve-ShotTake -WriteOff -Confirm:$false).State | Should -Be WrittenOff
        (Get-StoryCost).Spent | Should -Be 3.2
        (Get-ShotTake -State written-off).Id | Should -Be $lost[0].Id
    }

    It 'are not written off where nobody can be asked' {
        $shell = [powershell]::Create()
        $null = $shell.AddScript({ param($m, $f) Import-Module $m; Set-Location $f; Get-ShotTake | Resolve-ShotTake -WriteOff }).AddArgument($manifest).AddArgument("$PWD")
        $shell.Invoke() | Should -BeNullOrEmpty
        $shell.Streams.Error | Should -Not -BeNullOrEmpty
        $shell.Dispose()
        Get-ShotTake -State Unknown | Should -HaveCount 2
    }

    It 'are named by every later run, with the command that settles each' {
        Get-StoryShot -ShotIndex 1 | New-ShotVideo -WarningVariable warned -WarningAction SilentlyContinue -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $named = "$($warned -match 'unknown takes')"
        $named | Should -BeLike 'A Test: 2 unknown takes of this story may have been paid ($6.40)*'
        $lost.ForEach{ $named | Should -BeLike "*Resolve-ShotTake $($_.Id) -Operation NAME | -Uri URI | -WriteOff*" }
        $lost | Resolve-ShotTake -WriteOff -Confirm:$false | Should -HaveCount 2
        Get-StoryShot | New-ShotVideo -WarningVariable settled -WarningAction SilentlyContinue | Should -HaveCount 2
        $settled -match 'unknown take' | Should -BeNullOrEmpty
    }

    It 'stay as they are where the provider does not know the name' {
        $lost[0] | Resolve-ShotTake -Operation 'models/veo-3.1-generate-preview/operations/none' -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem | Should -HaveCount 1
        (Get-ShotTake -State Unknown) | Should -HaveCount 2
        $made = (Get-ShotTake)[0] | Resolve-ShotTake -Operation $operations[0]
        $made | Resolve-ShotTake -Operation $operations[0] -ErrorVariable again -ErrorAction SilentlyContinue
        $again.FullyQualifiedErrorId | Should -Be 'TakeNotUnknown,StoryVideo.Commands.ResolveShotTakeCommand'
    }
}
