# Markdown as these pages use it: headings, paragraphs, lists, fences, tables; nothing nested.

function Get-HelpText([string] $Path) {
    [System.IO.File]::ReadAllText($Path) -replace "`r`n", "`n"
}

# What stands under each heading of a level, in order: title and text. Headings inside fences are none.
function Split-Section([string] $Text, [int] $Level) {
    $mark = '#' * $Level + ' '
    $title = $null
    $fence = $false
    $lines = [System.Collections.Generic.List[string]]::new()
    $found = [System.Collections.Generic.List[object]]::new()
    foreach ($line in $Text -split "`n") {
        if ($line.StartsWith('```')) {
            $fence = -not $fence
        }

        if (-not $fence -and $line.StartsWith($mark)) {
            $found.Add([pscustomobject]@{ Title = $title; Text = ($lines -join "`n").Trim("`n") })
            $title = $line.Substring($mark.Length).Trim()
            $lines.Clear()
        }
        else {
            $lines.Add($line)
        }
    }

    $found.Add([pscustomobject]@{ Title = $title; Text = ($lines -join "`n").Trim("`n") })
    $found
}

# The blocks of a text: Kind is paragraph, item, code or table; Info is a fence's language and marks. Comments are left out.
function Split-Block([string] $Text) {
    $kept = [regex]::Replace($Text, '(?s)<!--.*?-->', '')
    $pattern = '(?m)^```(?<info>[^\n]*)\n(?<code>(?s:.*?))\n?^```[ ]*$|^(?<table>(\|[^\n]*(\n|\z))+)|^(?<item>- [^\n]*(\n  [^\n]*)*)|^(?<heading>#+ [^\n]*)|^(?<para>[^\n`#|-][^\n]*(\n(?!```|- |\||#)[^\n]+)*|`(?!``)[^\n]*(\n(?!```|- |\||#)[^\n]+)*|-(?! )[^\n]*(\n(?!```|- |\||#)[^\n]+)*)'
    foreach ($match in [regex]::Matches($kept, $pattern)) {
        $groups = $match.Groups
        if ($groups['code'].Success -and $groups['info'].Success) {
            [pscustomobject]@{ Kind = 'code'; Info = $groups['info'].Value.Trim(); Text = $groups['code'].Value }
        }
        elseif ($groups['table'].Success) {
            [pscustomobject]@{ Kind = 'table'; Info = ''; Text = $groups['table'].Value.TrimEnd() }
        }
        elseif ($groups['item'].Success) {
            [pscustomobject]@{ Kind = 'item'; Info = ''; Text = Get-PlainText $groups['item'].Value }
        }
        elseif ($groups['heading'].Success) {
            [pscustomobject]@{ Kind = 'heading'; Info = ''; Text = $groups['heading'].Value.TrimStart('#').Trim() }
        }
        else {
            [pscustomobject]@{ Kind = 'paragraph'; Info = ''; Text = Get-PlainText $groups['para'].Value }
        }
    }
}

# One line without marks: `code`, **strong** and [links](address) are their words.
function Get-PlainText([string] $Text) {
    $one = ($Text -replace '\s*\n\s*', ' ').Trim()
    $one -replace '\[([^\]]+)\]\((?:[^)]+)\)', '$1' -replace '`([^`]+)`', '$1' -replace '\*\*([^*]+)\*\*', '$1'
}

# Lines of at most a width; further lines hang under the first.
function Format-Wrapped([string] $Text, [int] $Width, [string] $First = '', [string] $Rest = $First) {
    $line = $First
    $isEmpty = $true
    foreach ($word in $Text -split ' ') {
        if (-not $isEmpty -and $line.Length + 1 + $word.Length -gt $Width) {
            $line
            $line = $Rest
            $isEmpty = $true
        }

        $line += $isEmpty ? $word : " $word"
        $isEmpty = $false
    }

    $line
}

# The rows of a Markdown table as arrays of plain cells, without the ruling.
function Split-Table([string] $Text) {
    foreach ($line in $Text -split "`n") {
        if ($line -notmatch '^\|[\s:|-]+\|$') {
            , @($line.Trim().Trim('|') -split '\|' | ForEach-Object { Get-PlainText $_ })
        }
    }
}
