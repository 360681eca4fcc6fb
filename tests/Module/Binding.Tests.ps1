# Every pair of the module, from objects, from rows of a table, and from objects that have been somewhere else and back.
BeforeDiscovery {
    # What gives things out, and which of the others take them. What a story gives, all of its shots get.
    $shotTakers = 'Get-StoryShot', 'Get-ShotTake', 'Get-StoryCost', 'New-ShotPrompt', 'Select-ShotReference', 'New-ShotVideo',
        'Wait-ShotTake', 'Receive-ShotTake'
    $storyTakers = $shotTakers + 'Get-Story', 'Set-StoryBudget'
    $takeTakers = $storyTakers + 'Select-ShotTake', 'Resolve-ShotTake'
    $sources = @{
        'Get-Story'            = $storyTakers
        'Import-Story'         = $storyTakers
        'Get-StoryShot'        = $storyTakers
        'Get-StoryCost'        = $storyTakers
        'Set-StoryBudget'      = $storyTakers
        'New-ShotPrompt'       = $storyTakers
        'Select-ShotReference' = $storyTakers
        'New-ShotVideo'        = $takeTakers
        'New-ShotVideo -WhatIf' = $storyTakers
        'New-ShotVideo -NoWait' = $takeTakers
        'Get-ShotTake'         = $takeTakers
        'Wait-ShotTake'        = $takeTakers
        'Receive-ShotTake'     = $takeTakers
        'Select-ShotTake'      = $takeTakers
        'Resolve-ShotTake'     = $takeTakers
        'Get-StoryModel'       = @('Get-StoryModel')
    }
    $pairs = foreach ($source in $sources.Keys | Sort-Object) {
        foreach ($taker in $sources[$source]) {
            foreach ($form in 'objects', 'rows', 'deserialised') {
                @{ Source = $source; Taker = $taker; Form = $form }
            }
        }
    }
}

Describe 'What one command gives, another takes' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
        $bundle = New-TestBundle -Shots 2
        $null = Import-Story $bundle
        $free = @{ Provider = 'Rehearsal'; WarningAction = 'Ignore' }
        $shots = Get-StoryShot
        $given = @{
            'Import-Story'         = Get-Story
            'Get-Story'            = Get-Story
            'Get-StoryShot'        = $shots
            'Get-StoryCost'        = Get-StoryCost
            'Set-StoryBudget'      = Set-StoryBudget 'A Test' 1000 -PassThru
            'New-ShotPrompt'       = $shots | New-ShotPrompt -WarningAction Ignore
            'Select-ShotReference' = $shots | Select-ShotReference -WarningAction Ignore
            'New-ShotVideo -WhatIf' = $shots | New-ShotVideo -WhatIf -WarningAction Ignore
            'Get-StoryModel'       = Get-StoryModel veo-3.1-*
        }
        $given['New-ShotVideo -NoWait'] = $shots | New-ShotVideo @free -NoWait
        $given['Wait-ShotTake'] = $given['New-ShotVideo -NoWait'] | Wait-ShotTake
        $given['Resolve-ShotTake'] = $given['Wait-ShotTake']
        $given['Receive-ShotTake'] = $given['Wait-ShotTake'] | Receive-ShotTake -WarningAction Ignore
        $given['New-ShotVideo'] = $shots | New-ShotVideo @free
        $given['Get-ShotTake'] = Get-ShotTake
        $given['Select-ShotTake'] = Get-ShotTake | Select-ShotTake -PassThru

        # With what a command is called so that it does something harmless with whatever it takes.
        $calls = @{
            'New-ShotPrompt'       = @{ WarningAction = 'Ignore' }
            'Select-ShotReference' = @{ WarningAction = 'Ignore' }
            'New-ShotVideo'        = @{ WhatIf = $true; Override = $true; WarningAction = 'Ignore' }
            'Set-StoryBudget'      = @{ MaximumCost = 1000; PassThru = $true }
            'Select-ShotTake'      = @{ PassThru = $true }
            'Resolve-ShotTake'     = @{ WriteOff = $true; WhatIf = $true }
        }
    }

    AfterAll { Pop-Location }

    It '<Source> | <Taker>, from <Form>' -ForEach $pairs {
        $in = switch ($Form) {
            'objects' { $given[$Source] }
            'rows' { $given[$Source] | Export-Csv rows.csv; Import-Csv rows.csv }
            'deserialised' { $given[$Source] | Export-Clixml objects.xml; Import-Clixml objects.xml }
        }
        $in | Should -Not -BeNullOrEmpty
        $with = $calls[$Taker] ?? @{}
        $out = $in | & $Taker @with -ErrorVariable problem -ErrorAction SilentlyContinue
        if ($Taker -eq 'Resolve-ShotTake') {
            # It found the takes; they have come home meanwhile, and nothing is left to settle.
            $problem.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'TakeNotUnknown,StoryVideo.Commands.ResolveShotTakeCommand'
            return
        }

        $problem | Should -BeNullOrEmpty
        if (-not ($Taker -in 'Wait-ShotTake', 'Receive-ShotTake' -and $Source -in 'Get-Story', 'Import-Story', 'Get-StoryCost', 'Set-StoryBudget')) {
            # Of a story, only what is on its way is waited for; here nothing is.
            $out | Should -Not -BeNullOrEmpty
        }
    }

    It 'binds every shot to itself: what comes in as one comes out as one' -ForEach @(
        @{ Taker = 'Get-StoryShot' }, @{ Taker = 'New-ShotPrompt' }, @{ Taker = 'New-ShotVideo' }
    ) {
        $with = $calls[$Taker] ?? @{}
        $in = $given['Get-StoryShot'] | Select-Object -Last 1
        ($in | & $Taker @with).ShotIndex | Should -Be 2
        $in | Export-Clixml one.xml
        (Import-Clixml one.xml | & $Taker @with).ShotIndex | Should -Be 2
    }

    It 'takes ids, titles and objects in one parameter' {
        foreach ($story in 'test-story', 'A Test', 'A T*', (Get-Story)) {
            Get-StoryShot -Story $story | Should -HaveCount 2
            Get-StoryCost -Story $story | Should -HaveCount 1
            Get-ShotTake -Story $story | Should -HaveCount 2
            New-ShotPrompt -Story $story -WarningAction Ignore | Should -HaveCount 2
        }

        $model = Get-StoryModel veo-3.1-generate-preview -Provider gemini
        (Get-StoryShot | New-ShotVideo -Model $model -Override -WhatIf -WarningAction Ignore).Model | Select-Object -Unique | Should -Be $model.Id
        $take = (Get-ShotTake)[0]
        foreach ($one in $take, $take.Id, (Receive-ShotTake $take)) {
            (Wait-ShotTake -TakeId $one).Id | Should -Be $take.Id
        }
    }

    It 'takes what comes out of a job' {
        $job = Start-Job -WorkingDirectory $PWD { Import-Module $using:manifest; Get-StoryShot; Get-ShotTake }
        $out = $job | Receive-Job -Wait -AutoRemoveJob
        $out.Where{ $_.psobject.Properties['StoryboardPayload'] } | New-ShotPrompt -WarningAction Ignore | Should -HaveCount 2
        $out.Where{ $_.psobject.Properties['OperationName'] } | Wait-ShotTake | Should -HaveCount 2
    }
}
