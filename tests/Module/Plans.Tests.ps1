Describe 'Looking before anything is paid' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
        $null = Import-Story $demo
    }

    AfterAll { Pop-Location }

    Context 'New-ShotVideo -WhatIf' {
        It 'says for every shot what would be made with which model, how long, how large and for how much' {
            $said = pwsh -NoProfile -NonInteractive -c "Import-Module '$manifest'; Get-StoryShot -Story '*moon*' -Scenelet s1 | New-ShotVideo -Model veo-3.1-generate-preview -WhatIf -WarningAction Ignore | Out-Null"
            $said | Should -HaveCount 3
            $said[0] | Should -Be ("What if: Performing the operation ""Make a clip with veo-3.1-generate-preview, 8 s 1080p 16:9, `$3.20"" " +
                "on target ""$demoTitle s1#1"".")
        }

        It 'puts the plans on the pipeline, so that a film can be priced' {
            $sum = Get-StoryShot | New-ShotVideo -Model veo-3.1-generate-preview -WhatIf -WarningAction Ignore | Measure-Object EstimatedCost -Sum
            $sum.Count | Should -Be 8
            [math]::Round($sum.Sum, 2) | Should -Be 25.6
        }

        It 'picks a model for each shot with -Model Auto, and says which and why' {
            $plans = Get-StoryShot -Scenelet s1 | New-ShotVideo -Model Auto -Prefer Quality -Provider Gemini -WhatIf -WarningAction Ignore
            $plans.ModelReason | Should -BeLike 'the preferred of *'
            (Get-StoryShot -Scenelet s1 | New-ShotVideo -Model Auto -Provider Gemini -WhatIf -WarningAction Ignore).ModelReason | Should -BeLike 'the cheapest of *'
            { Get-StoryShot -Scenelet s1 | New-ShotVideo -Prefer Price -WhatIf } | Should -Throw '*-Model Auto*'
        }

        It 'sends a key that was given to no provider that was not named' {
            { Get-StoryShot -Scenelet s1 | New-ShotVideo -Model Auto -ApiKey a-key } | Should -Throw '*-Provider*'
        }

        It 'writes nothing and needs no key' {
            $before = (Get-FileHash storyvideo.db).Hash
            $files = (Get-ChildItem public -Recurse).Count
            $null = Get-StoryShot | New-ShotVideo -WhatIf -WarningAction Ignore
            $null = Get-StoryShot | New-ShotVideo -WhatIf -Provider Rehearsal -Override -WarningAction Ignore
            (Get-FileHash storyvideo.db).Hash | Should -Be $before
            (Get-ChildItem public -Recurse).Count | Should -Be $files
            Get-ShotTake | Should -BeNullOrEmpty
        }

        It 'heeds the preference variable as well as the switch' {
            $WhatIfPreference = $true
            $plans = Get-StoryShot -Scenelet s1 | New-ShotVideo -WarningAction Ignore
            $plans | Should -HaveCount 3
            $plans[0].GetType().Name | Should -Be ShotPlan
            $WhatIfPreference = $false
        }

        It 'streams: a plan comes out before the next shot goes in' {
            $log = [System.Collections.Generic.List[string]]::new()
            Get-StoryShot -Scenelet s1 | ForEach-Object { $log.Add("in $($_.ShotIndex)"); $_ } |
                New-ShotVideo -WhatIf -WarningAction Ignore | ForEach-Object { $log.Add("out $($_.ShotIndex)") }
            $log -join ' ' | Should -Be 'in 1 out 1 in 2 out 2 in 3 out 3'
        }

        It 'says once what is true of the model, and of each shot what is true of it' {
            $null = Get-StoryShot -Scenelet s1 | New-ShotVideo -Model veo-3.1-generate-preview -WhatIf -WarningVariable warnings -WarningAction SilentlyContinue
            @($warnings -like '*was announced*') | Should -HaveCount 1
            @($warnings -like "$demoTitle s1#? *tokens*").Count + @($warnings -like "$demoTitle s1#?: *tokens*").Count | Should -Be 3
        }

        It 'tells the model and the price once, also to -InformationVariable' {
            $null = Get-StoryShot -Scenelet s1 | New-ShotVideo -WhatIf -WarningAction Ignore -InformationVariable told
            $told.Tags | Should -Contain 'StoryVideo.Cost'
            "$($told[0])" | Should -BeLike 'gemini-omni-1.1-flash, $1.2* for 8 s 1080p 16:9*: the first in the order of preference that is in service.'
        }

        It 'refuses -Override together with -Resume' {
            { Get-StoryShot | New-ShotVideo -WhatIf -Override -Resume } | Should -Throw -ErrorId 'OverrideWithResume,*'
        }

        It 'refuses a model that is not in the catalog before it reads a shot' {
            { Get-StoryShot | New-ShotVideo -WhatIf -Model veo-9 } | Should -Throw -ErrorId 'ModelRefused,*' -ExpectedMessage '*veo-3.1-generate-preview*'
        }

        It 'reports a combination that the model refuses for each shot, and plans none of them' {
            $plans = Get-StoryShot -Scenelet s1 | New-ShotVideo -Model veo-3.1-generate-preview -WhatIf -DurationSeconds 5 -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue
            $plans | Should -BeNullOrEmpty
            $problem.FullyQualifiedErrorId | Should -Contain 'DurationNotSupported,StoryVideo.Commands.NewShotVideoCommand'
            $problem.TargetObject.ShotIndex | Select-Object -Unique | Should -Be 1, 2, 3
        }

        It 'plans a shot once that comes in twice' {
            $shots = Get-StoryShot -Scenelet s1
            $shots + $shots | New-ShotVideo -WhatIf -WarningAction Ignore | Should -HaveCount 3
        }
    }

    Context 'Binding: <Name> to <Command>' -ForEach @(
        foreach ($command in 'New-ShotPrompt', 'Select-ShotReference', 'New-ShotVideo', 'Get-ShotTake') {
            @{ Command = $command; Name = 'shots' ; Source = { Get-StoryShot -Scenelet s1 -ShotIndex 2 } }
            @{ Command = $command; Name = 'rows of a CSV file'; Source = { "StoryId,SceneletId,ShotIndex`n$demoId,s1,2" | ConvertFrom-Csv } }
            @{ Command = $command; Name = 'exported and imported shots'; Source = { Get-StoryShot -Scenelet s1 -ShotIndex 2 | Export-Csv s.csv; Import-Csv s.csv } }
            @{ Command = $command; Name = 'shots of another session'; Source = {
                    [System.Management.Automation.PSSerializer]::Deserialize(
                        [System.Management.Automation.PSSerializer]::Serialize((Get-StoryShot -Scenelet s1 -ShotIndex 2))) }
            }
            @{ Command = $command; Name = 'selected properties'; Source = { Get-StoryShot -Scenelet s1 -ShotIndex 2 | Select-Object StoryId, SceneletId, ShotIndex } }
            @{ Command = $command; Name = 'plans'; Source = { Get-StoryShot -Scenelet s1 -ShotIndex 2 | New-ShotVideo -WhatIf -WarningAction Ignore } }
            @{ Command = $command; Name = 'prompts'; Source = { Get-StoryShot -Scenelet s1 -ShotIndex 2 | New-ShotPrompt -WarningAction Ignore } }
        }
    ) {
        It 'binds' {
            $extra = @{ WarningAction = 'Ignore'; ErrorAction = 'Stop' }
            if ($Command -eq 'New-ShotVideo') { $extra.WhatIf = $true }
            $out = & $Source | & $Command @extra
            if ($Command -eq 'Get-ShotTake') {
                $out | Should -BeNullOrEmpty
            }
            else {
                @($out)[0].SceneletId | Should -Be s1
                $out.ShotIndex | Select-Object -Unique | Should -Be 2
            }
        }
    }

    Context 'Finding shots by parameters' {
        It 'takes a whole story from the pipeline' {
            Get-Story | New-ShotPrompt -WarningAction Ignore | Should -HaveCount 8
        }

        It 'takes story, scenelet and index as they are typed' {
            New-ShotVideo -Story *moon* -Scenelet s1, s3 -ShotIndex 2- -WhatIf -WarningAction Ignore | Should -HaveCount 3
            New-ShotVideo -StoryId $demoId -SceneletId s2 -ShotIndex 1 -WhatIf -WarningAction Ignore | Should -HaveCount 1
        }

        It 'names the shot that is not there and goes on with the next row' {
            $rows = "StoryId,SceneletId,ShotIndex`n$demoId,s9,1`nnowhere,s1,1`n$demoId,s1,1" | ConvertFrom-Csv
            $rows | New-ShotPrompt -WarningAction Ignore -ErrorVariable problem -ErrorAction SilentlyContinue | Should -HaveCount 1
            $problem.FullyQualifiedErrorId | Should -Be 'ShotNotFound,StoryVideo.Commands.NewShotPromptCommand', 'StoryNotFound,StoryVideo.Commands.NewShotPromptCommand'
        }
    }

    Context 'New-ShotPrompt' {
        BeforeAll { $prompt = Get-StoryShot -Scenelet s2 -ShotIndex 1 | New-ShotPrompt -WarningAction Ignore }

        It 'gives the text that would be sent, with its size' {
            $json = $prompt.Text | ConvertFrom-Json
            $json.PSObject.Properties.Name | Should -Be global_aesthetic, character_designs, environment_designs, audio_design, storyboard_payload, critical_instruction
            $prompt.Characters | Should -Be $prompt.Text.Length
            $prompt.TokensEstimate | Should -BeGreaterThan 1000
            $prompt.Address | Should -Be 's2#1'
        }

        It 'pipes as text: to a file, to a program, to a string' {
            "$prompt" | Should -BeExactly $prompt.Text
            $prompt | Set-Content prompt.json
            (Get-Content prompt.json -Raw).TrimEnd() | Should -BeExactly ($prompt.Text -replace "`r?`n", [Environment]::NewLine)
            ($prompt | Out-String -Width 100000).Trim() | Should -BeExactly ($prompt.Text -replace "`r?`n", [Environment]::NewLine)
        }

        It 'drops text with -Compact and says what' {
            $compact = Get-StoryShot -Scenelet s2 -ShotIndex 1 | New-ShotPrompt -Model veo-3.1-generate-preview -Compact -WarningAction Ignore
            $compact.Characters | Should -BeLessThan $prompt.Characters
            $compact.Dropped | Should -Not -BeNullOrEmpty
        }

        It 'warns of a prompt that is longer than the model documents' {
            $null = Get-StoryShot -Scenelet s2 -ShotIndex 1 | New-ShotPrompt -Model veo-3.1-generate-preview -WarningVariable warnings -WarningAction SilentlyContinue
            "$warnings" | Should -BeLike "$demoTitle s2#1: *1024*"
        }
    }

    Context 'Select-ShotReference' {
        It 'gives every candidate with its reason, the taken ones first' {
            $found = Get-StoryShot -Scenelet s2 -ShotIndex 1 | Select-ShotReference -Model veo-3.1-generate-preview
            $found.Id | Should -Be tilda, lumi, aurele, lighthouse-kitchen, 's2#1'
            $found.Taken | Should -Be $true, $true, $true, $false, $false
            $found.Slot | Should -Be 1, 2, 3, $null, $null
            $found[0].MimeType | Should -Be image/png
            $found[0].Bytes | Should -Be (Get-Item $found[0].FullPath).Length
            $found[3].Reason | Should -BeLike '*takes 3 images*'
        }

        It 'leaves key frames out on demand' {
            $found = Get-StoryShot -Scenelet s1 -ShotIndex 1 | Select-ShotReference -ExcludeKeyFrame
            $found.Where{ $_.Role -eq 'KeyFrame' }.Taken | Should -Be $false
        }
    }
}
