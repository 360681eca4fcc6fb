Describe 'Importing stories' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }
    BeforeEach { $null = Enter-TestFolder }
    AfterEach { Pop-Location }

    It 'gives the story that was imported' {
        $story = Import-Story $demo
        $story.DisplayName | Should -Be $demoTitle
        $story.ShotCount | Should -Be 8
        './storyvideo.db' | Should -Exist
        "./public/generated/$demoId/shots/s1/shot-1_key_frame.png" | Should -Exist
    }

    It 'takes patterns, several paths and items of a folder' {
        $null = New-TestBundle -Path bundles/one -Id one -Title One
        $null = New-TestBundle -Path bundles/two -Id two -Title Two
        (Import-Story bundles/*).DisplayName | Should -Be One, Two
        (Get-ChildItem bundles -Directory | Import-Story).DisplayName | Should -Be One, Two
        ('bundles/one', 'bundles/two/story.json' | Import-Story).DisplayName | Should -Be One, Two
    }

    It 'takes a literal path whose name looks like a pattern' {
        [System.IO.Directory]::Move((New-TestBundle -Path plain), (Join-Path $PWD 'a[1]'))
        (Import-Story -LiteralPath 'a[1]').DisplayName | Should -Be 'A Test'
    }

    It 'checks everything and writes nothing with -WhatIf' {
        $preview = Import-Story $demo -WhatIf
        $preview.DisplayName | Should -Be $demoTitle
        './storyvideo.db' | Should -Not -Exist
        './public' | Should -Not -Exist
    }

    It 'refuses a malformed bundle in one error that lists every problem, also with -WhatIf' {
        $bundle = New-TestBundle
        $json = Get-Content $bundle/story.json -Raw | ConvertFrom-Json -AsHashtable
        $json.shots[0].shotIndex = 'first'
        $json.shots[1].sceneletId = 7
        $json | ConvertTo-Json -Depth 10 | Set-Content $bundle/story.json
        foreach ($whatIf in $true, $false) {
            Import-Story $bundle -WhatIf:$whatIf -ErrorVariable problem -ErrorAction SilentlyContinue
            $problem | Should -HaveCount 1
            $problem.FullyQualifiedErrorId | Should -Be 'ImportRefused,StoryVideo.Commands.ImportStoryCommand'
            "$problem" | Should -BeLike '*$.shots[[]0].shotIndex*$.shots[[]1].sceneletId*'
            $problem.TargetObject | Should -Be $bundle
        }

        './storyvideo.db' | Should -Not -Exist
        './public' | Should -Not -Exist
    }

    It 'goes on with the next bundle after one that is refused' {
        $null = New-Item -ItemType Directory broken
        Set-Content broken/story.json '{'
        $null = New-TestBundle -Path good
        (Import-Story broken, missing, good -ErrorVariable problem -ErrorAction SilentlyContinue).DisplayName | Should -Be 'A Test'
        $problem.FullyQualifiedErrorId | Should -Be @(
            'BundleNotFound,StoryVideo.Commands.ImportStoryCommand', 'ImportRefused,StoryVideo.Commands.ImportStoryCommand')
    }

    It 'feeds a pipeline in an empty folder from import to plan' {
        $plans = Import-Story $demo | Get-StoryShot -Scenelet s1 | New-ShotVideo -WhatIf -WarningAction Ignore
        $plans | Should -HaveCount 3
    }
}

Describe 'Finding stories and shots' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
        $null = Import-Story $demo
        $null = Import-Story (New-TestBundle -Scenelet a, b -Shots 5)
    }

    AfterAll { Pop-Location }

    It 'finds stories by <Name>' -ForEach @(
        @{ Name = '*Moon*'; Expected = 'The Night the Moon Came to Tea' }
        @{ Name = 'a test'; Expected = 'A Test' }
        @{ Name = 'test-story'; Expected = 'A Test' }
        @{ Name = 'test-*'; Expected = 'A Test' }
    ) {
        (Get-Story $Name).DisplayName | Should -Be $Expected
    }

    It 'lists all stories where none is named, and none where no story fits a pattern' {
        Get-Story | Should -HaveCount 2
        Get-Story 'nothing*' | Should -BeNullOrEmpty
    }

    It 'says which story is not there and goes on' {
        (Get-Story Nowhere, test-story -ErrorVariable problem -ErrorAction SilentlyContinue).DisplayName | Should -Be 'A Test'
        $problem.FullyQualifiedErrorId | Should -Be 'StoryNotFound,StoryVideo.Commands.GetStoryCommand'
        $problem.CategoryInfo.Category | Should -Be ObjectNotFound
        $problem.TargetObject | Should -Be Nowhere
    }

    It 'reads shots in story order, of every story or of one' {
        Get-StoryShot | Should -HaveCount 18
        Get-StoryShot 'A Test' | ForEach-Object { "$($_.Address)" } | Should -Be @(1..5 -replace '^', 'a#'; 1..5 -replace '^', 'b#')
    }

    It 'narrows shots to scenelets and indexes: <Scenelet> <ShotIndex>' -ForEach @(
        @{ Scenelet = 'a'; ShotIndex = 2; Expected = 'a#2' }
        @{ Scenelet = 'a', 'b'; ShotIndex = 1, 5; Expected = 'a#1', 'a#5', 'b#1', 'b#5' }
        @{ Scenelet = '*'; ShotIndex = '4-5'; Expected = 'a#4', 'a#5', 'b#4', 'b#5' }
        @{ Scenelet = 'B'; ShotIndex = '4-', 1; Expected = 'b#1', 'b#4', 'b#5' }
        @{ Scenelet = 'a'; ShotIndex = 2..3; Expected = 'a#2', 'a#3' }
    ) {
        Get-StoryShot 'A Test' -Scenelet $Scenelet -ShotIndex $ShotIndex | ForEach-Object { "$($_.Address)" } | Should -Be $Expected
    }

    It 'says so where a shot that was named is not there, and is silent where a pattern fits none' {
        Get-StoryShot 'A Test' -Scenelet zz -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-StoryShot 'A Test' -Scenelet a -ShotIndex 9 -ErrorVariable +problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be (@('ShotNotFound,StoryVideo.Commands.GetStoryShotCommand') * 2)
        Get-StoryShot 'A Test' -Scenelet z* -ErrorAction Stop | Should -BeNullOrEmpty
        Get-StoryShot 'A Test' -Scenelet a -ShotIndex 9- -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'finds a scenelet by its label' {
        (Get-StoryShot $demoTitle -Scenelet '*Splash*').SceneletId | Select-Object -Unique | Should -Be s1
    }

    It 'refuses an index that is none' {
        { Get-StoryShot -ShotIndex 0 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*' -ExpectedMessage '*first shot is 1*'
    }

    It 'takes stories from the pipeline, as objects, rows and objects of another session' {
        Get-Story 'A Test' | Get-StoryShot | Should -HaveCount 10
        Get-StoryShot -Story (Get-Story 'A Test') | Should -HaveCount 10
        Get-Story 'A Test' | Select-Object Id | Get-StoryShot -Scenelet a | Should -HaveCount 5
        $elsewhere = [System.Management.Automation.PSSerializer]::Serialize((Get-Story 'A Test'))
        [System.Management.Automation.PSSerializer]::Deserialize($elsewhere) | Get-StoryShot | Should -HaveCount 10
        'A Test', $demoTitle | Get-StoryShot | Should -HaveCount 18
    }

    It 'reads rows of a table that name shots' {
        $rows = "StoryId,SceneletId,ShotIndex`ntest-story,a,2`ntest-story,b,4" | ConvertFrom-Csv
        $rows | Get-StoryShot | ForEach-Object { "$($_.Address)" } | Should -Be 'a#2', 'b#4'
    }

    It 'finds only shots without a clip with -Missing' {
        $null = Get-StoryShot 'A Test' -Scenelet a -ShotIndex 1 | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
        (Get-StoryShot 'A Test' -Scenelet a -Missing).ShotIndex | Should -Be 2, 3, 4, 5
    }

    It 'says so where two stories share a title, rather than take both' {
        Push-Location (New-Item -ItemType Directory twins)
        $null = Import-Story (New-TestBundle -Path one -Id one -Title Twin), (New-TestBundle -Path two -Id two -Title Twin)
        Get-StoryShot Twin -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem.FullyQualifiedErrorId | Should -Be 'StoryAmbiguous,StoryVideo.Commands.GetStoryShotCommand'
        Get-StoryShot one | Should -HaveCount 2
        Pop-Location
    }

    It 'streams: the first shot is out before the last is read' {
        Push-Location (New-Item -ItemType Directory many)
        $null = Import-Story (New-TestBundle -Shots 3000)
        $shots = Get-StoryShot
        $shots | Should -HaveCount 3000
        $shots[-1].ShotIndex | Should -Be 3000
        (Get-StoryShot | Select-Object -First 3).ShotIndex | Should -Be 1, 2, 3
        Pop-Location
    }
}

Describe 'Connecting to a store' {
    BeforeAll { . $PSScriptRoot/Common.ps1 }
    BeforeEach { $null = Enter-TestFolder }
    AfterEach {
        $env:STORYVIDEO_DATABASE = $null
        Pop-Location
    }

    It 'takes the environment''s store where nothing else is said' {
        $env:STORYVIDEO_DATABASE = Join-Path $PWD elsewhere.db
        $null = Import-Story (New-TestBundle)
        './elsewhere.db' | Should -Exist
        './storyvideo.db' | Should -Not -Exist
    }

    It 'holds for its runspace and for no other' {
        $script = {
            param($manifest, $bundle, $folder)
            Import-Module $manifest
            Set-Location $folder
            $null = Connect-StoryStore -Database sub/mine.db -Assets sub/assets
            $null = Import-Story $bundle
            Set-Location /
            (Get-Story).DisplayName
        }
        $shell = [powershell]::Create().AddScript($script).AddArgument($manifest).AddArgument((New-TestBundle)).AddArgument("$PWD")
        $shell.Invoke() | Should -Be 'A Test'
        $shell.Dispose()
        './sub/mine.db' | Should -Exist
        { Get-Story -ErrorAction Stop } | Should -Throw -ErrorId 'StoreUnusable,*'
    }

    It 'goes back to the store of the environment or the folder when it is given nothing' {
        $null = Connect-StoryStore -Database sub/mine.db
        (Connect-StoryStore).Database | Should -Be (Join-Path $PWD storyvideo.db)
        $null = Import-Story (New-TestBundle)
        './storyvideo.db' | Should -Exist
    }

    It 'shows no password' {
        $store = Connect-StoryStore postgres://me:sesame@db.example/film
        $null = Connect-StoryStore
        $store | Format-List * | Out-String | Should -Not -BeLike '*sesame*'
        $store.Database | Should -Be 'postgres://db.example:5432/film'
    }

    It 'ends at once where there is no store' {
        { Get-StoryShot } | Should -Throw -ErrorId 'StoreUnusable,StoryVideo.Commands.GetStoryShotCommand' -ExpectedMessage '*Import-Story*'
        { New-ShotVideo -Story x -Provider Rehearsal } | Should -Throw -ErrorId 'StoreUnusable,*'
        './storyvideo.db' | Should -Not -Exist
    }

    It 'ends every command that needs a store in its beginning, before anything has come in' {
        $values = @{ Story = 'x'; TakeId = 'x'; MaximumCost = 1; WriteOff = $true; Provider = 'Rehearsal' }
        $store = [System.Reflection.BindingFlags]'Instance, NonPublic'
        foreach ($command in Get-Command -Module StoryVideo) {
            $makes = $command.ImplementingType.GetProperty('MakesStore', $store)
            if (-not $makes -or $makes.DeclaringType -eq $command.ImplementingType) {
                continue
            }

            $set = $command.ParameterSets | Where-Object {
                -not ($_.Parameters | Where-Object { $_.IsMandatory -and $_.Name -notin $values.Keys }) } | Select-Object -First 1
            $set | Should -Not -BeNullOrEmpty -Because "a value for what $($command.Name) must be given is to stand in this test"
            $with = @{}
            foreach ($parameter in $set.Parameters | Where-Object { $_.Name -in $values.Keys -and ($_.IsMandatory -or $_.Name -eq 'Provider') }) {
                $with[$parameter.Name] = $values[$parameter.Name]
            }

            $came = [System.Collections.Generic.List[object]]::new()
            { & { $came.Add(1) } | & $command @with } | Should -Throw -ErrorId 'StoreUnusable,*' -Because $command.Name
        }
    }
}
