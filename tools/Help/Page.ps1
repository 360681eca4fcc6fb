# A command's page as an object.
function Read-HelpPage([string] $Path) {
    $text = Get-HelpText $Path
    $part = @{}
    foreach ($section in (Split-Section ($text -replace '(?s)\A---\n.*?\n---\n', '') 2)) {
        $part[[string]$section.Title] = $section.Text
    }

    [pscustomobject]@{
        Name        = [System.IO.Path]::GetFileNameWithoutExtension($Path)
        Title       = $part[''].Trim() -replace '^# '
        Sections    = @($part.Keys | Where-Object { $_ })
        Synopsis    = @(Split-Block ([string]$part['SYNOPSIS'])).ForEach('Text') -join ' '
        Syntax      = @(Read-Syntax ([string]$part['SYNTAX']))
        Description = @(Split-Block ([string]$part['DESCRIPTION']))
        Examples    = @(Read-Example ([string]$part['EXAMPLES']))
        Parameters  = @(Read-Parameter ([string]$part['PARAMETERS']))
        Inputs      = @(Read-Entry ([string]$part['INPUTS']))
        Outputs     = @(Read-Entry ([string]$part['OUTPUTS']))
        Notes       = @(Split-Block ([string]$part['NOTES']))
        Links       = @([regex]::Matches([string]$part['RELATED LINKS'], '\[([^\]]+)\]\(([^)]*)\)').ForEach{
                [pscustomobject]@{ Text = $_.Groups[1].Value; Target = $_.Groups[2].Value } })
    }
}

# Sets in order, each with the names of its parameters in order.
function Read-Syntax([string] $Text) {
    foreach ($section in (Split-Section $Text 3 | Where-Object Title)) {
        $line = @(Split-Block $section.Text).Where({ $_.Kind -eq 'code' }, 'First')[0].Text
        [pscustomobject]@{
            Set        = $section.Title -replace ' \(default\)$'
            IsDefault  = $section.Title.EndsWith(' (default)')
            Text       = $line -replace '\s+', ' '
            Parameters = @([regex]::Matches($line, '(?<=[\s[])-([A-Za-z]+)').ForEach{ $_.Groups[1].Value })
        }
    }
}

# Code, what it shows, and what is said of it. A fence's marks and a comment "before:" are for those who try the examples.
function Read-Example([string] $Text) {
    foreach ($section in (Split-Section $Text 3 | Where-Object Title)) {
        $blocks = @(Split-Block $section.Text)
        $code = $blocks.Where({ $_.Kind -eq 'code' -and $_.Info -match '^powershell' }, 'First')
        $before = [regex]::Match($section.Text, '(?s)<!--\s*before:\s*(.*?)\s*-->')
        [pscustomobject]@{
            Title  = $section.Title
            Code   = $code ? $code[0].Text : ''
            IsPaid = [bool]($code -and $code[0].Info -match '\bpaid\b')
            Before = $before.Success ? $before.Groups[1].Value : ''
            Shows  = $blocks.Where({ $_.Kind -eq 'code' -and $_.Info -eq 'text' }).ForEach('Text') -join "`n"
            Text   = @($blocks.Where{ $_.Kind -ne 'code' })
        }
    }
}

# A parameter that differs between sets has a block of facts for each.
function Read-Parameter([string] $Text) {
    foreach ($section in (Split-Section $Text 3 | Where-Object { $_.Title -like '-*' })) {
        $blocks = @(Split-Block $section.Text)
        [pscustomobject]@{
            Name  = $section.Title.TrimStart('-')
            Text  = @($blocks.Where{ $_.Kind -ne 'code' })
            Facts = @($blocks.Where{ $_.Info -eq 'yaml' }.ForEach{
                    $facts = [ordered]@{}
                    foreach ($line in $_.Text -split "`n") {
                        $key, $value = $line -split ':\s*', 2
                        $facts[$key] = [string]$value
                    }

                    $facts })
        }
    }
}

function Read-Entry([string] $Text) {
    foreach ($section in (Split-Section $Text 3 | Where-Object Title)) {
        [pscustomobject]@{ Name = $section.Title; Text = @(Split-Block $section.Text) }
    }
}
