Describe 'Completing what is typed' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
        $null = Import-Story $demo
        $null = Import-Story (New-TestBundle -Title "Anna's Day" -Scenelet 'first scene', b)
    }

    AfterAll { Pop-Location }

    It 'offers titles of stories, quoted, with what is in them' {
        $offers = Complete 'Get-StoryShot -Story '
        $offers.CompletionText | Should -Be "'Anna''s Day'", "'$demoTitle'"
        $offers[1].ToolTip | Should -BeLike '*8 shots*'
        (Complete 'Get-StoryShot -Story The').CompletionText | Should -Be "'$demoTitle'"
        (Complete "Get-StoryShot -Story 'The N").CompletionText | Should -Be "'$demoTitle'"
        (Complete 'New-ShotVideo -Story 6f1').CompletionText | Should -Be $demoId
    }

    It 'offers scenelets of the story that was named' {
        $offers = Complete "Get-StoryShot -Story '$demoTitle' -Scenelet "
        $offers.CompletionText | Should -Be s1, s2, s3
        $offers[0].ToolTip | Should -Be 'A Splash in the Harbour'
        (Complete 'Get-StoryShot -Story test-story -Scenelet f').CompletionText | Should -Be "'first scene'"
    }

    It 'offers providers, models with prices, and what the model makes' {
        (Complete 'New-ShotVideo -Provider r').CompletionText | Should -Be Rehearsal
        $models = Complete 'New-ShotVideo -Model veo-3.1-g'
        $models.CompletionText | Should -Contain veo-3.1-generate-preview
        $models[0].ToolTip | Should -BeLike '*$0.40/s*'
        (Complete 'New-ShotVideo -Resolution ').CompletionText | Should -Contain 1080p
        (Complete 'New-ShotVideo -Model veo-3.1-generate-preview -DurationSeconds ').CompletionText | Should -Be 4, 6, 8
        (Complete 'New-ShotVideo -Model au').CompletionText | Should -Be Auto
        (Complete 'Get-StoryModel nano*').CompletionText | Should -BeNullOrEmpty
    }

    It 'offers shots of the scenelet that was named, with what they show' {
        $offers = Complete "Get-StoryShot -Story '$demoTitle' -Scenelet s2 -ShotIndex "
        $offers.CompletionText | Should -Be 1, 2, 3
        $offers[0].ToolTip | Should -BeLike 's2#1: tilda, lumi, aurele*'
        (Complete 'Get-StoryCost -Story test-story -ShotIndex 2').CompletionText | Should -Be 2
    }

    It 'offers the takes that a command can do something with, the newest first' {
        $made = Get-StoryShot -Story $demoTitle -Scenelet s1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        $waiting = Get-StoryShot -Story $demoTitle -Scenelet s2 -ShotIndex 1 | New-ShotVideo -Provider Rehearsal -NoWait -WarningAction Ignore
        foreach ($command in 'Wait-ShotTake', 'Receive-ShotTake', 'Resolve-ShotTake') {
            (Complete "$command ").CompletionText | Should -Be $waiting.Id
        }

        $offers = Complete 'Get-ShotTake -TakeId '
        $offers[0].CompletionText | Should -Be $waiting.Id
        $offers[0].ToolTip | Should -BeLike 'clip s2#1, submitted, $0.00, *'
        $offers | Should -HaveCount 4
        Complete 'Select-ShotTake ' | Should -BeNullOrEmpty
        (Complete "Get-ShotTake -TakeId $($made[0].TakeId)").CompletionText | Should -Be $made[0].TakeId
    }

    It 'offers states, and providers of the catalog' {
        (Complete 'Get-ShotTake -State Un').CompletionText | Should -Be Unknown
        (Complete 'Get-StoryModel -Provider ').CompletionText | Should -Contain Gemini
        (Complete 'Get-StoryModel -Provider ').CompletionText | Should -Contain Vertex
    }

    It 'completes every parameter that names something, whatever the command' {
        $named = @{
            Story = "'Anna''s Day'"; Scenelet = 's1'; ShotIndex = '1'; Model = 'veo-3.1-generate-preview'; Provider = 'Gemini'
            Character = 'tilda'; Environment = 'room'; Resolution = '1080p'; AspectRatio = '16:9'; DurationSeconds = '8'
        }
        foreach ($command in Get-Command -Module StoryVideo) {
            $named.Model = switch -Wildcard ($command.Name) {
                '*Image' { 'gemini-3-pro-image' }
                '*Audio' { 'gemini-3.1-flash-tts-preview' }
                'Test-*' { (Get-StoryModel -Kind Judge)[0].Id }
                default { 'veo-3.1-generate-preview' }
            }
            foreach ($name in $named.Keys | Where-Object { $command.Parameters.ContainsKey($_) }) {
                (Complete "$($command.Name) -$name ").CompletionText | Should -Contain $named[$name] -Because "$($command.Name) -$name"
            }
        }
    }

    # What a benchmark measures (bench-stories.ps1) is here only kept from going wrong: the best of several, on a busy machine too.
    It 'answers a Tab within a tenth of a second where a story has 10,000 shots' {
        Push-Location (New-Item -ItemType Directory large)
        $null = Import-Story (New-TestBundle -Scenelet (1..100 | ForEach-Object { "s$_" }) -Shots 100 -WithoutImages) -WarningAction Ignore
        foreach ($text in '-Story ', '-Scenelet s9', '-Story test-story -Scenelet s50 -ShotIndex ', '-ShotIndex ') {
            $best = (1..7 | ForEach-Object { (Measure-Command { (Complete "Get-StoryShot $text") | Should -Not -BeNullOrEmpty }).TotalMilliseconds } | Measure-Object -Minimum).Minimum
            $best | Should -BeLessThan 100 -Because $text
        }

        Pop-Location
    }

    It 'offers nothing, and complains of nothing, where there is no store' {
        Push-Location (New-Item -ItemType Directory empty)
        { Complete 'Get-StoryShot -Story zzz' } | Should -Not -Throw
        './storyvideo.db' | Should -Not -Exist
        Pop-Location
    }
}
