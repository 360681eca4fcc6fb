# Help is written by hand in docs/en-US, with facts that the commands give: nothing of it may drift, and every example runs.
BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    Import-Module (Join-Path $repository tools Help Help.psm1)
    $pages = Join-Path $repository docs en-US
    $commands = Get-Command -Module StoryVideo | ForEach-Object {
        @{ Name = $_.Name; Page = Join-Path $pages "$($_.Name).md" }
    }
    $topics = Get-ChildItem $pages -Filter about_*.md | ForEach-Object { @{ Name = $_.BaseName; Page = $_.FullName } }
    $hasFake = $env:STORYVIDEO_TEST_FAKEGEMINI -and (Test-Path $env:STORYVIDEO_TEST_FAKEGEMINI)
    $examples = foreach ($command in $commands | Where-Object { Test-Path $_.Page }) {
        foreach ($example in (Read-HelpPage $command.Page).Examples) {
            @{ Command = $command.Name; Title = $example.Title; Example = $example; Skip = -not $hasFake -and ($example.IsPaid -or $example.Before -match 'UnknownTake') }
        }
    }
    $topicExamples = foreach ($topic in $topics) {
        $at = 0
        foreach ($block in [regex]::Matches((Get-HelpText $topic.Page), '(?s)```powershell\n(.*?)\n```')) {
            $at++
            @{ Topic = $topic.Name; At = $at; Code = $block.Groups[1].Value }
        }
    }
}

Describe 'Help' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        Import-Module (Join-Path $repository tools Help Help.psm1)
        $pages = Join-Path $repository docs en-US
    }

    Context 'The page of <Name>' -ForEach $commands {
        BeforeAll {
            $Page | Should -Exist -Because 'every command has a page: ./build.ps1 -Task Help begins it'
            $read = Read-HelpPage $Page
            $text = Get-HelpText $Page
            $command = Get-Command $Name
        }

        It 'documents every parameter, and none that is not there' {
            $common = [System.Management.Automation.PSCmdlet]::CommonParameters
            $wanted = $command.Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object
            $read.Parameters.Name | Sort-Object | Should -Be $wanted
        }

        It 'says something of every part' {
            $read.Title | Should -BeExactly $Name
            $read.Synopsis | Should -Match '^[A-Z].{10,120}\.$'
            $read.Description | Should -Not -BeNullOrEmpty
            foreach ($parameter in $read.Parameters) {
                "$($parameter.Text.Text)" | Should -Match '\w+.*[.:]$' -Because "-$($parameter.Name) is explained in sentences"
            }

            foreach ($example in $read.Examples) {
                $example.Title | Should -Match '^Example \d+: [A-Z]'
                $example.Code | Should -BeLike "*$Name*" -Because "$($example.Title) is one of $Name"
                "$($example.Text.Text)" | Should -Not -BeNullOrEmpty -Because "$($example.Title) is explained"
            }

            $read.Notes | Should -Not -BeNullOrEmpty
        }

        It 'tells what the command costs, and what it writes' {
            "$($read.Description.Text)" | Should -Match '\b(costs?|paid|pay)\b'
            "$($read.Description.Text)" | Should -Match '\b(writes?|written)\b'
        }

        It 'has two examples or more' {
            $read.Examples.Count | Should -BeGreaterOrEqual 2
        }

        It 'holds no text that nobody has written' {
            $text | Should -Not -Match '\{\{|\}\}|TODO|TBD|Fill in|Lorem'
        }

        It 'has the facts of the command as it is now' {
            Update-HelpPage $text $command | Should -BeExactly $text -Because './build.ps1 -Task Help brings pages up to date'
        }

        It 'names what goes in and what comes out' {
            $read.Outputs.Name | Should -Be $command.OutputType.Name
            $taken = $command.ParameterSets.Parameters | Where-Object ValueFromPipeline | ForEach-Object { $_.ParameterType.FullName } | Sort-Object -Unique
            $byName = $command.ParameterSets.Parameters | Where-Object ValueFromPipelineByPropertyName
            foreach ($type in $taken) {
                $read.Inputs.Name | Should -Contain $type
            }

            if ($byName) {
                $read.Inputs.Name | Should -Contain System.Management.Automation.PSObject
            }

            if (-not $taken -and -not $byName) {
                $read.Inputs.Name | Should -Be None
            }
        }

        It 'leads only to pages that are there' {
            foreach ($link in $read.Links | Where-Object Target -NotMatch '^https?:') {
                Join-Path $pages $link.Target | Should -Exist
            }

            foreach ($mention in [regex]::Matches($text, '`(about_\w+|[A-Z][a-z]+-(Story|Shot)\w*)').ForEach{ $_.Groups[1].Value }) {
                Join-Path $pages "$mention.md" | Should -Exist -Because "$Name speaks of $mention"
            }
        }

        It 'is what Get-Help shows' {
            $help = Get-Help $Name -Full
            $help.Synopsis | Should -Be $read.Synopsis
            @($help.parameters.parameter).Where{ $_ }.name | Sort-Object | Should -Be ($read.Parameters.Name | Sort-Object)
            $help.examples.example | Should -HaveCount $read.Examples.Count
            $help.syntax.syntaxItem | Should -HaveCount $command.ParameterSets.Count
            $shown = $help | Out-String -Width 200
            $shown | Should -BeLike "*$($read.Notes[0].Text.Substring(0, 30))*"
            foreach ($parameter in $read.Parameters) {
                $one = Get-Help $Name -Parameter $parameter.Name
                $one.position | Should -Be $parameter.Facts[0]['Position']
                $one | Out-String -Width 200 | Should -BeLike "*$(($parameter.Text[0].Text -replace '[\[\]*?`]', '?').Substring(0, 10))*Accept pipeline input?*"
            }

            Get-Help $Name -Examples | Out-String -Width 200 | Should -BeLike "*$(($read.Examples[-1].Code -split "`n")[0] -replace '[\[\]*?`]', '?')*"
        }
    }

    It 'has no page of a command that is not there' {
        (Get-ChildItem $pages -Filter *-*.md).BaseName | Sort-Object | Should -Be ((Get-Command -Module StoryVideo).Name | Sort-Object)
    }

    Context 'The topic <Name>' -ForEach $topics {
        It 'is found, with a line that says what it is about' {
            Get-Help $Name | Out-String | Should -BeLike "TOPIC*$Name*SHORT DESCRIPTION*LONG DESCRIPTION*"
            (Get-Help "$Name*" | Where-Object Name -EQ $Name).Synopsis | Should -Not -BeNullOrEmpty
        }

        It 'is at most 80 columns wide' {
            $file = Join-Path (Split-Path $manifest) en-US "$Name.help.txt"
            [System.IO.File]::ReadAllLines($file).ForEach('Length') | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 80
        }

        It 'has the models of the catalog as it is now' {
            $text = Get-HelpText $Page
            Update-HelpTopic $text | Should -BeExactly $text -Because './build.ps1 -Task Help brings topics up to date'
        }

        It 'speaks only of commands, parameters and topics that are there' {
            $text = Get-HelpText $Page
            foreach ($mention in [regex]::Matches($text, '`(about_\w+|[A-Z][a-z]+-(?:Story|Shot)\w*)').ForEach{ $_.Groups[1].Value }) {
                Join-Path $pages "$mention.md" | Should -Exist
            }

            $known = (Get-Command -Module StoryVideo).ForEach{ $_.Parameters.Keys } | Select-Object -Unique
            foreach ($mention in [regex]::Matches($text, '`-([A-Z]\w+)').ForEach{ $_.Groups[1].Value }) {
                $mention | Should -BeIn ($known + 'Parallel')
            }
        }
    }

    It 'has the four topics' {
        (Get-ChildItem $pages -Filter about_*.md).BaseName | Sort-Object |
            Should -Be about_StoryVideo, about_StoryVideo_Cost, about_StoryVideo_Providers, about_StoryVideo_Stores
    }

    It 'is found again after the module was imported twice, and in another culture' {
        $lines = & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -c "
            [cultureinfo]::CurrentUICulture = 'de-DE'
            Import-Module '$manifest'; Import-Module '$manifest' -Force
            (Get-Help New-ShotVideo).Synopsis
            (Get-Help about_StoryVideo).Length -gt 1000"
        $lines | Should -Be 'Makes the clips of shots, for money or as a rehearsal.', 'True'
    }
}

Describe 'Examples' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $modulePath = $env:PSModulePath

        # A take whose answer was lost, as a crash in the middle of a submission leaves it.
        function Add-UnknownTake {
            $fake = Start-FakeGemini
            $null = Invoke-RestMethod -Method Post "$env:GOOGLE_GEMINI_BASE_URL/fake/faults?stage=submit&name=reset-after&times=1"
            $null = Get-StoryShot -Scenelet s1 -ShotIndex 1 | New-ShotVideo -WarningAction Ignore -ErrorAction SilentlyContinue
            Stop-FakeGemini $fake
        }

        # A line of what an example shows; an ellipsis stands for anything, alone for any number of lines.
        function ConvertTo-Pattern([string] $Shows) {
            $lines = $Shows.Trim() -split "`n" | ForEach-Object { [regex]::Escape($_.TrimEnd()).Replace('…', '.*') }
            '(?s)^\s*' + ($lines -join '[ ]*\r?\n') + '\s*$'
        }
    }

    BeforeEach {
        $null = Enter-TestFolder
        Copy-Item $demo . -Recurse
        $null = Import-Story ./moon-to-tea
    }

    AfterEach {
        $env:PSModulePath = $modulePath
        $null = Connect-StoryStore
        Pop-Location
    }

    It 'of <Command>: <Title>' -ForEach @($examples | Where-Object { -not $_.Skip -and -not $_.Example.IsPaid }) {
        if ($Example.Before) {
            & ([scriptblock]::Create($Example.Before)) | Out-Null
        }

        $ErrorActionPreference = 'Stop'
        $shown = & ([scriptblock]::Create($Example.Code)) 3>$null 4>$null 6>$null | Show
        if ($Example.Shows) {
            $shown | Should -Match (ConvertTo-Pattern $Example.Shows)
        }
    }

    It 'of <Command>, paid: <Title>' -ForEach @($examples | Where-Object { $_.Example.IsPaid }) -Skip:(-not $hasFake) {
        $fake = Start-FakeGemini
        try {
            if ($Example.Before) {
                . ([scriptblock]::Create($Example.Before)) | Out-Null
            }

            $ErrorActionPreference = 'Stop'
            & ([scriptblock]::Create($Example.Code)) 3>$null 6>$null | Should -Not -BeNullOrEmpty
        }
        finally {
            Stop-FakeGemini $fake
        }
    }

    # Runspaces that work side by side find the module as an installed one.
    It 'of <Topic>, number <At>' -ForEach $topicExamples {
        $null = New-Item -ItemType SymbolicLink -Path installed/StoryVideo -Target (Split-Path $manifest) -Force
        $env:PSModulePath = (Resolve-Path installed).Path + [System.IO.Path]::PathSeparator + $modulePath
        $ErrorActionPreference = 'Stop'
        & ([scriptblock]::Create($Code)) 3>$null 6>$null | Out-Null
    }
}
