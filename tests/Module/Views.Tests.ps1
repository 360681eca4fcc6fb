Describe 'What a screen shows' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
        $null = Import-Story $demo
        $null = Get-StoryShot -Scenelet s1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
    }

    AfterAll { Pop-Location }

    It 'shows <Name> in a view of their own within 80 columns' -ForEach @(
        @{ Name = 'stories'; Output = { Get-Story }; Heading = 'Shots Clips Title' }
        @{ Name = 'shots'; Output = { Get-StoryShot }; Heading = 'Shot     KeyFrame State         Shows' }
        @{ Name = 'plans'; Output = { Get-StoryShot | New-ShotVideo -WhatIf -WarningAction Ignore }; Heading = 'Shot     Action Clip            Tokens      Price' }
        @{ Name = 'results'; Output = { Get-StoryShot -Scenelet s2 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore }; Heading = 'Shot     Status           Price    Spent File' }
        @{ Name = 'references'; Output = { Get-StoryShot | Select-ShotReference }; Heading = 'Slot Role        Id' }
        @{ Name = 'sizes of prompts'; Output = { Get-StoryShot | New-ShotPrompt -WarningAction Ignore | Format-Table }; Heading = 'Shot     Characters Tokens' }
        @{ Name = 'takes'; Output = { Get-ShotTake }; Heading = 'Take  ' }
        @{ Name = 'takes on their way'; Output = { Get-StoryShot -Scenelet s3 | New-ShotVideo -Provider Rehearsal -NoWait | Wait-ShotTake }; Heading = 'Take  ' }
        @{ Name = 'costs'; Output = { Get-StoryCost }; Heading = 'Story                 Spent Reserved    Unknown      Cap ToMake       Forecast' }
        @{ Name = 'costs as a list'; Output = { Get-StoryCost | Format-List }; Heading = 'ForecastP90 : ' }
        @{ Name = 'models'; Output = { Get-StoryModel }; Heading = 'Model  ' }
        @{ Name = 'checks'; Output = { Test-StoryVideoSetup }; Heading = 'Check          State     Found' }
        @{ Name = 'stores'; Output = { Connect-StoryStore }; Heading = 'Database : ' }
    ) {
        $shown = & $Output | Show
        $shown | Should -BeLike "*$Heading*"
        ($shown -split "`r?`n").Length | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessThan 400
        ($shown -split "`r?`n").ForEach('Length') | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
    }

    It 'shows everything that a command gives within 80 columns' {
        Push-Location (Enter-TestFolder)
        $null = Import-Story (New-TestBundle -Title ('A very long title of a story ' * 4) -Scenelet ('a-long-name-of-a-scenelet-' * 3))
        foreach ($sample in (Get-OutputSample).GetEnumerator()) {
            foreach ($line in ($sample.Value | Show) -split "`r?`n") {
                $line.Length | Should -BeLessOrEqual 80 -Because "$($sample.Key) shows '$line'"
            }
        }

        Pop-Location
        Pop-Location
    }

    It 'groups shots by scenelet' {
        $shown = Get-StoryShot | Show
        [regex]::Matches($shown, 'Scenelet: ').Count | Should -Be 3
        $shown | Should -BeLike "*Scenelet: $demoTitle, s1 (A Splash in the Harbour)*"
    }

    It 'aligns prices to the right and shows unknown ones as such' {
        Get-StoryModel veo-3.1-generate-preview | Show | Should -Match '720p.\$3\.20, 1080p.\$3\.20'
        Get-StoryShot -Scenelet s3 | New-ShotVideo -Model veo-3.1-generate-preview -WhatIf -WarningAction Ignore | Show | Should -Match '1826 +\$3\.20 '
    }

    It 'marks what an operator has to see with a sign, for those who see no colour' {
        $cells = (Get-Command New-ShotVideo).ImplementingType.Assembly.GetType('StoryVideo.Formatting.Cells')
        $status = $cells.GetMethods().Where{ $_.Name -eq 'Status' -and $_.GetParameters()[0].ParameterType.Name -eq 'AssetStatus' }[0]
        foreach ($value in [enum]::GetValues($status.GetParameters()[0].ParameterType)) {
            $isFine = "$value" -in 'Planned', 'Succeeded', 'Skipped', 'Submitted', 'Generated'
            $status.Invoke($null, @($value)) | Should -BeExactly ($isFine ? "$value" : "! $value")
        }

        foreach ($state in 'stale', 'unknown', 'failed', 'filtered', 'expired') {
            $shot = (Get-StoryShot)[0].PSObject.Copy()
            $shot.PSObject.BaseObject.GetType().GetProperty('State').SetValue($shot.PSObject.BaseObject, $state)
            $shot | Show | Should -BeLike "*! $state*"
        }
    }

    It 'stars the selected take' {
        Get-ShotTake | Show | Should -BeLike '*[*] succeeded*'
    }
}

Describe 'What this machine has' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
    }

    AfterAll { Pop-Location }

    It 'is told check by check, with how to get what is missing' {
        $checks = Test-StoryVideoSetup
        $checks.Name | Should -Contain ffmpeg
        $key = $checks.Where{ $_.Name -eq 'Gemini key' }
        $key.State | Should -Be Optional
        $key.Remedy | Should -BeLike '*GOOGLE_API_KEY*'
        './storyvideo.db' | Should -Not -Exist
    }

    It 'has a catalog of models that can be narrowed' {
        (Get-StoryModel -Provider gemini -Kind Image).Kind | Select-Object -Unique | Should -Be Image
        (Get-StoryModel veo-3.1-generate-preview -Provider gemini).PriceDate | Should -Not -BeNullOrEmpty
        'veo-3.1-*', 'grok-*' | Get-StoryModel | Should -Not -BeNullOrEmpty
    }
}
