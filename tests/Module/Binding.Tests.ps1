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

    It 'has lists that are indexed' {
        # Of the lists that the compiler makes up for a collection expression PowerShell takes the whole with [0].
        function Find-List($Object, $Name, $Depth = 0) {
            if ($null -eq $Object -or $Depth -gt 4 -or $Object -is [string] -or $Object -is [System.Collections.IDictionary]) {
                return
            }

            $type = $Object.GetType()
            if ($Object -is [System.Collections.IEnumerable]) {
                [pscustomobject]@{ Name = $Name; IsIndexed = $Object -is [System.Array] -or $type.Name -eq 'List`1' }
                foreach ($item in $Object) { Find-List $item "$Name[]" ($Depth + 1) }
            }
            elseif ($type.Namespace -like 'StoryVideo*' -and -not $type.IsEnum) {
                foreach ($property in $type.GetProperties().Where{ -not $_.GetIndexParameters() }) {
                    Find-List $property.GetValue($Object) "$($type.Name).$($property.Name)" ($Depth + 1)
                }
            }
        }

        $lists = foreach ($type in $given.Keys) { foreach ($one in $given[$type]) { Find-List $one $type } }
        $lists.Name | Should -Contain 'ShotPlan.References'
        $lists | Where-Object -Not IsIndexed | ForEach-Object Name | Select-Object -Unique | Should -BeNullOrEmpty
        $given['StoryVideo.Planning.ShotPlan'][0].References[0].Id | Should -Be ana
        $given['StoryVideo.Tasks.Films.StoryFilm'][-1].Cuts[0].Entry.Name | Should -Be 's1#1'
    }

    It '<Name> | <Taker>, from <Form> (of <Givers>)' -ForEach $pairs {
        $in = switch ($Form) {
            'objects' { $given[$Type] }
            'rows' { $given[$Type] | Export-Csv rows.csv; Import-Csv rows.csv }
            'deserialised' { $given[$Type] | Export-Clixml objects.xml; Import-Clixml objects.xml }
        }
        $parameters = (Get-Command $Taker).Parameters
        if ($parameters.ContainsKey('Scenelet')) {
            # The images of designs and the films of stories are of no shot, and such an item has a test of its own.
            $in = $in | Where-Object {
                -not $_.psobject.Properties['SceneletId'] -or $_.SceneletId -or ($parameters.ContainsKey('TakeId') -and $_.psobject.Properties['TakeId'])
            }
        }

        $in | Should -Not -BeNullOrEmpty
        $with = $calls[$Taker] ?? ($parameters.ContainsKey('WhatIf') ? @{ WhatIf = $true } : @{})
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

    It 'takes what is of no shot for none, never for every shot of the story' -ForEach @(
        (Get-Command -Module StoryVideo | Where-Object {
            $_.Parameters.ContainsKey('Scenelet') -and $_.Parameters['Scenelet'].ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true
        }).Name | ForEach-Object { @{ Taker = $_ } }
    ) {
        $with = (Get-Command $Taker).Parameters.ContainsKey('WhatIf') ? @{ WhatIf = $true } : @{}
        $film = $given['StoryVideo.Tasks.Films.StoryFilm'] | Where-Object { -not $_.SceneletId }
        $film | Export-Csv film.csv
        foreach ($item in $film, (Import-Csv film.csv), [pscustomobject]@{ StoryId = 'test-story'; SceneletId = $null; ShotIndex = 1 }) {
            $item | & $Taker @with -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problem.FullyQualifiedErrorId | Should -BeLike 'ShotUnnamed,*'
        }
    }

    It 'finds the takes of a design, and of nothing else' {
        $takes = Get-StoryCharacter test-story ana | Get-ShotTake
        $takes.DesignId | Select-Object -Unique | Should -Be ana
        $takes.Kind | Select-Object -Unique | Should -Be ModelSheet
        (Get-StoryEnvironment | Get-ShotTake).Kind | Select-Object -Unique | Should -Be EnvironmentReference
        Get-ShotTake -Character nobody | Should -BeNullOrEmpty
        (Get-ShotTake -ShotIndex 1 -Environment r*).Kind | Sort-Object -Unique | Should -Contain Video
        (Get-ShotTake -Scenelet s1).DesignId | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'takes ids, titles and objects in one parameter' {
        $all = @(Get-ShotTake).Count
        $all | Should -BeGreaterThan 2
        foreach ($story in 'test-story', 'A Test', 'A T*', (Get-Story)) {
            Get-StoryShot -Story $story | Should -HaveCount 2
            Get-StoryCost -Story $story | Should -HaveCount 1
            Get-ShotTake -Story $story | Should -HaveCount $all
            New-ShotPrompt -Story $story -WarningAction Ignore | Should -HaveCount 2
        }

        $model = Get-StoryModel veo-3.1-generate-preview -Provider gemini
        (Get-StoryShot | New-ShotVideo -Model $model -Override -WhatIf -WarningAction Ignore).Model | Select-Object -Unique | Should -Be $model.Id
        $take = Get-ShotTake | Where-Object Kind -EQ Video | Select-Object -First 1
        foreach ($one in $take, $take.Id, (Receive-ShotTake $take)) {
            (Wait-ShotTake -TakeId $one).Id | Should -Be $take.Id
        }
    }

    It 'takes what comes out of a job' {
        $job = Start-Job -WorkingDirectory $PWD { Import-Module $using:manifest; Get-StoryShot; Get-ShotTake }
        $out = $job | Receive-Job -Wait -AutoRemoveJob
        $out.Where{ $_.psobject.Properties['StoryboardPayload'] } | New-ShotPrompt -WarningAction Ignore | Should -HaveCount 2
        $out.Where{ $_.psobject.Properties['OperationName'] } | Wait-ShotTake | Should -HaveCount @(Get-ShotTake).Count
    }
}
