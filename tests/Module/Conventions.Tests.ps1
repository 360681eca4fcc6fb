# What people expect of a good binary module, row by row of docs/conventions.md. A row that says Y has to hold, and one that says
# N has to fail: where it begins to hold, the table is to say so.
BeforeDiscovery {
    $repository = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $rows = [regex]::Matches(
        (Get-Content (Join-Path $repository docs conventions.md) -Raw),
        '(?m)^\| (?<row>\d+)(?<must>\*?) \| (?<item>[^|]+) \| (?<holds>Y|N|–) \| (?<evidence>[^|]*) \|$').ForEach{
        @{
            Row      = [int]$_.Groups['row'].Value
            Must     = $_.Groups['must'].Value -eq '*'
            Item     = $_.Groups['item'].Value.Trim()
            Holds    = $_.Groups['holds'].Value
            Evidence = @($_.Groups['evidence'].Value.Trim() -split '; ')
        }
    }
}

Describe 'Conventions' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        . $PSScriptRoot/ConventionChecks.ps1
    }

    It 'row <Row>: <Item>: <Holds>' -ForEach ($rows | Where-Object Holds -NE '–') {
        $problems = @(if ($checks.ContainsKey($Row)) { & $checks[$Row] } elseif ($Holds -eq 'N') { 'nothing shows it' })
        if ($Holds -eq 'Y') {
            $problems | Should -BeNullOrEmpty
            $shown = @($Evidence | Where-Object { Test-Evidence $_ $Row })
            $shown | Should -Not -BeNullOrEmpty -Because 'a Y needs a check, a test or a file that shows it'
        }
        else {
            $problems | Should -Not -BeNullOrEmpty -Because "row $Row holds now: docs/conventions.md may say Y"
            $Evidence | Should -Not -BeNullOrEmpty -Because 'an N says why'
        }
    }

    It 'leave no row out, and say why where one does not apply' {
        $all = (Get-Rows).Row
        $all | Should -Be (1..65)
        foreach ($row in Get-Rows | Where-Object Holds -EQ '–') {
            $row.Evidence | Should -Not -BeNullOrEmpty
        }
    }

    It 'are met in every row that must be' {
        $must = Get-Rows | Where-Object Must
        $must.Row | Should -Be 3, 5, 27, 31, 32, 46, 48, 49, 52, 53, 54, 63, 65
        @($must | Where-Object Holds -NE 'Y').Row | Should -BeNullOrEmpty
    }

    It 'are counted as they are' {
        $rows = Get-Rows
        $yes = @($rows | Where-Object Holds -EQ 'Y').Count
        $applicable = @($rows | Where-Object Holds -NE '–').Count
        $percent = [math]::Floor(1000 * $yes / $applicable) / 10
        Get-Content (Join-Path $repository docs conventions.md) -Raw |
            Should -BeLike "*$yes of $applicable rows that apply, $percent %*"
    }

    It 'name only tests and files that are there' {
        foreach ($row in Get-Rows) {
            foreach ($item in $row.Evidence | Where-Object { $_ -match '^`' }) {
                Test-Evidence $item $row.Row | Should -BeTrue -Because "row $($row.Row) names $item"
            }
        }
    }
}
