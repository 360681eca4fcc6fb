# What an error says must hold: it names only what is there, and every cause of the engine has an advice.
Describe 'What errors say' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $sources = Get-ChildItem (Join-Path $repository src) -Recurse -Filter *.cs | Where-Object FullName -NotMatch '[\\/](obj|bin)[\\/]'
        $texts = $sources | ForEach-Object { [System.IO.File]::ReadAllText($_.FullName) }
        $causes = (Get-Command New-ShotVideo).ImplementingType.Assembly.GetType('StoryVideo.Errors.ErrorCauses')
        $of = $causes.GetMethod('Of')
        $static = [System.Reflection.BindingFlags]'Static, NonPublic'
        $unknown = $causes.GetField('s_unknown', $static).GetValue($null)
    }

    It 'names only commands that there are' {
        $names = [regex]::Matches("$texts", '(?<![\w-])[A-Z][a-z]+-(?:Story|Shot|Visual)\w*').Value | Sort-Object -Unique
        $names | Should -Not -BeNullOrEmpty
        $names | Where-Object { -not (Get-Command $_ -Module StoryVideo -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }

    It 'has a category and an advice for each cause that the engine names' {
        $codes = [regex]::Matches("$texts", '(?s)(?:TakeError|RunRefusedException|ProviderError|Finding\.Error|Interrupted|Uncertain)\(\s*"([a-z]+(?:-[a-z0-9]+)+)"').ForEach{ $_.Groups[1].Value } | Sort-Object -Unique
        $codes.Count | Should -BeGreaterThan 20
        $codes | Where-Object { $null -eq $of.Invoke($null, @([string] $_)) -or [object]::ReferenceEquals($of.Invoke($null, @([string] $_)), $unknown) } | Should -BeNullOrEmpty
    }

    It 'sends nobody to takes for what a model cannot do' {
        $advice = $causes.GetMethod('OfPlan').Invoke($null, @('a-rule-of-the-operators-own')).Action
        $advice | Should -BeLike '*-Model*'
        $advice | Should -Not -Match 'take'
    }

    It 'has one id for one cause' {
        $all = $causes.GetField('s_causes', $static).GetValue($null)
        $ids = $all.Keys | ForEach-Object { $causes.GetMethod('IdOf').Invoke($null, @([string] $_)) }
        $ids | Sort-Object -Unique | Should -HaveCount $all.Count
        $ids | Should -Match '^[A-Z][A-Za-z0-9]+$'
        foreach ($cause in $all.Values) {
            $cause.Category | Should -Not -Be NotSpecified
            $cause.Action | Should -Match '^[A-Z].+\.$'
        }
    }
}
