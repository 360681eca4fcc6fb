# Every pair of the module, from objects, from rows of a table, and from objects that have been somewhere else and back. What
# gives what, and who takes it, is read from the commands themselves.
BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    $commands = Get-Command -Module StoryVideo
    $ways = foreach ($command in $commands) {
        foreach ($parameter in $command.Parameters.Values) {
            foreach ($set in $parameter.ParameterSets.Values) {
                if ($set.ValueFromPipeline -or $set.ValueFromPipelineByPropertyName) {
                    [pscustomobject]@{
                        Taker = $command.Name; Type = $parameter.ParameterType; ByValue = $set.ValueFromPipeline
                        Names = @($set.ValueFromPipelineByPropertyName ? @($parameter.Name; $parameter.Aliases) : @())
                    }
                }
            }
        }
    }

    # A story's id leads to all of its shots, a take's to one clip; other properties only narrow these down.
    $keys = 'StoryId', 'TakeId'
    $pairs = foreach ($given in $commands.OutputType.Type | Select-Object -Unique) {
        $properties = @($given.GetProperties().Name; (Get-TypeData -TypeName $given.FullName).Members.Keys)
        $givers = ($commands | Where-Object { $_.OutputType.Type -contains $given }).Name
        $takers = $ways | Where-Object {
            $way = $_
            ($way.ByValue -and $way.Type.IsAssignableFrom($given)) -or ($keys | Where-Object { $_ -in $properties -and $_ -in $way.Names }) -or
                ($givers -contains $way.Taker -and $way.Taker -like 'Get-*')
        }
        foreach ($taker in $takers.Taker | Select-Object -Unique) {
            foreach ($form in 'objects', 'rows', 'deserialised') {
                @{ Type = $given.FullName; Name = $given.Name; Givers = $givers -join ', '; Taker = $taker; Form = $form }
            }
        }
    }
}

Describe 'What one command gives, another takes' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Shots 2)
        $given = Get-OutputSample

        # With what a command is called so that it does something harmless with whatever it takes; any other that can is called
        # with -WhatIf.
        $calls = @{
            'New-ShotPrompt'       = @{ WarningAction = 'Ignore' }
            'Select-ShotReference' = @{ WarningAction = 'Ignore' }
            'New-ShotVideo'        = @{ WhatIf = $true; Override = $true; WarningAction = 'Ignore' }
            'Set-StoryBudget'      = @{ MaximumCost = 1000; PassThru = $true }
            'Select-ShotTake'      = @{ PassThru = $true }
            'Resolve-ShotTake'     = @{ WriteOff = $true; WhatIf = $true }
        }

        # These give nothing where nothing is on its way, and here nothing is.
        $silent = 'Wait-ShotTake', 'Receive-ShotTake', 'Resolve-ShotTake'
    }

    AfterAll { Pop-Location }

    It 'is walked for everything that a command gives' {
        (Get-Command -Module StoryVideo).OutputType.Type.FullName | Select-Object -Unique | Where-Object { -not $given[$_] } |
            Should -BeNullOrEmpty -Because 'Get-OutputSample of Common.ps1 needs a sample of each'
    }

    It '<Name> | <Taker>, from <Form> (of <Givers>)' -ForEach $pairs {
        $in = switch ($Form) {
            'objects' { $given[$Type] }
            'rows' { $given[$Type] | Export-Csv rows.csv; Import-Csv rows.csv }
            'deserialised' { $given[$Type] | Export-Clixml objects.xml; Import-Clixml objects.xml }
        }
        $in | Should -Not -BeNullOrEmpty
        $with = $calls[$Taker] ?? ((Get-Command $Taker).Parameters.ContainsKey('WhatIf') ? @{ WhatIf = $true } : @{})
        $out = $in | & $Taker @with -ErrorVariable problem -ErrorAction SilentlyContinue
        if ($Taker -eq 'Resolve-ShotTake') {
            # It found the takes; they have come home meanwhile, and nothing is left to settle.
            $problem.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'TakeNotUnknown,StoryVideo.Commands.ResolveShotTakeCommand'
            return
        }

        $problem | Should -BeNullOrEmpty
        if ($Taker -notin $silent -and ($calls.ContainsKey($Taker) -or $with.Count -eq 0)) {
            $out | Should -Not -BeNullOrEmpty
        }
    }

    It 'binds every shot to itself: what comes in as one comes out as one' -ForEach @(
        @{ Taker = 'Get-StoryShot' }, @{ Taker = 'New-ShotPrompt' }, @{ Taker = 'New-ShotVideo' }
    ) {
        $with = $calls[$Taker] ?? @{}
        $in = $given['StoryVideo.Stories.StoryShot'] | Select-Object -Last 1
        ($in | & $Taker @with).ShotIndex | Should -Be 2
        $in | Export-Clixml one.xml
        (Import-Clixml one.xml | & $Taker @with).ShotIndex | Should -Be 2
    }

    It 'takes ids, titles and objects in one parameter' {
        foreach ($story in 'test-story', 'A Test', 'A T*', (Get-Story)) {
            Get-StoryShot -Story $story | Should -HaveCount 2
            Get-StoryCost -Story $story | Should -HaveCount 1
            (Get-ShotTake -Story $story).Where{ "$($_.Asset.Kind)" -eq 'Video' } | Should -HaveCount 2
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
        $out.Where{ $_.psobject.Properties['OperationName'] } | Wait-ShotTake | Should -Not -BeNullOrEmpty
    }
}
