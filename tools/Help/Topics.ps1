# A topic as the plain text that Get-Help shows, 80 columns wide. Its fifth line is what lists of topics show.
function ConvertTo-HelpTopic([string] $Text) {
    $sections = Split-Section $Text 2
    $name = $sections[0].Text -replace '(?s)^# (\S+).*', '$1'
    $lines = @(
        'TOPIC'
        "    $name"
        foreach ($section in $sections | Where-Object Title) {
            ''
            $section.Title.ToUpperInvariant()
            $previous = $null
            foreach ($block in Split-Block $section.Text) {
                if ($previous -and -not ($previous -eq 'item' -and $block.Kind -eq 'item')) {
                    ''
                }

                Format-Block $block
                $previous = $block.Kind
            }
        }
    )
    ($lines.ForEach{ $_.TrimEnd() } -join "`n") + "`n"
}

function Format-Block($Block) {
    switch ($Block.Kind) {
        'heading' { "  $($Block.Text)" }
        'item' { Format-Wrapped $Block.Text.Substring(2) 80 '    - ' '      ' }
        'code' { $Block.Text -split "`n" | ForEach-Object { "      $_" } }
        'table' { Format-HelpTable $Block.Text 76 | ForEach-Object { "    $_" } }
        default { Format-Wrapped $Block.Text 80 '    ' }
    }
}

# Columns as wide as their cells; where that is too wide the last one is wrapped.
function Format-HelpTable([string] $Text, [int] $Width) {
    $rows = @(Split-Table $Text)
    $last = $rows[0].Count - 1
    $widths = foreach ($column in 0..$last) {
        ($rows.ForEach{ $_[$column].Length } | Measure-Object -Maximum).Maximum
    }

    $used = 0
    for ($column = 0; $column -lt $last; $column++) {
        $used += $widths[$column] + 2
    }

    $isHead = $true
    foreach ($row in $rows) {
        $start = ''
        for ($column = 0; $column -lt $last; $column++) {
            $start += $row[$column].PadRight($widths[$column] + 2)
        }

        # A resolution and its price stay on one line.
        $cell = $row[$last].Contains('$') ? ($row[$last] -replace '(?<!,) ', "`u{a0}") : $row[$last]
        @(Format-Wrapped $cell $Width $start (' ' * $used)).Replace("`u{a0}", ' ')
        if ($isHead) {
            (@($widths[0..($last - 1)]).ForEach{ '-' * $_ } + @('-' * [math]::Min($widths[$last], $Width - $used))) -join '  '
            $isHead = $false
        }
    }
}

# A topic with its generated tables as the catalog has them now.
function Update-HelpTopic([string] $Text) {
    [regex]::Replace($Text, '(?s)(?<=<!-- generated: (?<what>[\w-]+) -->\n).*?(?=<!-- end -->)', {
            param($match)
            "`n$(((Get-GeneratedTable $match.Groups['what'].Value) -join "`n").Trim())`n`n"
        })
}

# Models for clips side by side: what they take, what they charge for, and what a clip of 8 seconds costs.
function Get-ComparisonTable {
    $models = @(Get-StoryModel -Kind Video | Where-Object { "$($_.Status)" -ne 'Retired' -and -not $_.IsFree })
    foreach ($group in $models | Group-Object Provider) {
        "### $($group.Name)"
        ''
        '| Model | Seconds | Images | Withheld | An 8-second clip |'
        '|---|---|---|---|---|'
        foreach ($model in $group.Group) {
            $prices = $model.ClipPrices.ForEach{
                "$($_.Resolution) $($null -eq $_.Usd ? 'unknown' : '$' + $_.Usd.ToString('0.00', [cultureinfo]::InvariantCulture))"
            }
            "| $($model.Id) | $(Get-SecondsCell $model.Durations) | $($model.ReferenceLimit) | $($model.ChargedWhenFiltered ? 'paid' : 'free') | $($prices -join ', ') |"
        }

        ''
    }
}

# What is generated is named <kind>-usable or <kind>-known: the models that this version can ask, and the others.
function Get-GeneratedTable([string] $What) {
    if ($What -eq 'video-comparison') {
        return Get-ComparisonTable
    }

    $kind, $reach = $What -split '-'
    $models = @(Get-StoryModel -Kind $kind | Where-Object {
            "$($_.Status)" -ne 'Retired' -and ($reach -eq 'usable') -eq (Test-Usable $_)
        })
    foreach ($group in $models | Group-Object Provider) {
        "### $($group.Name)"
        ''
        "| Model | $($kind -eq 'video' ? 'Seconds | ' : '')Images | Until | $($kind -eq 'video' ? 'Price a second' : 'Price an image') |"
        "|---|$($kind -eq 'video' ? '---|' : '')---|---|---|"
        foreach ($model in $group.Group) {
            $seconds = $kind -eq 'video' ? "$(Get-SecondsCell $model.Durations) | " : ''
            $until = $model.ShutdownOn ? $model.ShutdownOn.ToString('yyyy-MM-dd') : 'open'
            "| $($model.Id) | $seconds$($model.ReferenceLimit) | $until | $(Get-PriceCell $model) |"
        }

        ''
    }

    foreach ($rule in $models | ForEach-Object Exclusions | Sort-Object Message -Unique) {
        $bound = $models | Where-Object { $_.Exclusions | Where-Object Message -EQ $rule.Message } | ForEach-Object Id | Select-Object -Unique
        "- $($rule.Message) ($($bound -join ', '))"
    }
}

# Whether this version can ask it, as the commands decide.
function Test-Usable($Model) {
    $providers = $Model.GetType().Assembly.GetType('StoryVideo.Tasks.VideoProviders', $true)
    $Model.IsFree -or $providers.GetMethod('Speaks').Invoke($null, [object[]]@($Model.PSObject.BaseObject))
}

function Get-SecondsCell([int[]] $Duration) {
    $isRange = $Duration.Count -gt 3 -and $Duration[-1] - $Duration[0] -eq $Duration.Count - 1
    $isRange ? "$($Duration[0]) to $($Duration[-1])" : $Duration -join ', '
}

function Get-PriceCell($Model) {
    if ($Model.IsFree) {
        return 'free'
    }

    $prices = foreach ($resolution in $Model.Resolutions) {
        $price = $Model.Prices.Where({ $_.Resolution -eq $resolution }, 'First')
        $usd = $price ? ($price[0].UsdPerSecond ?? $price[0].UsdPerImage) : $null
        "$resolution $($null -eq $usd ? 'unknown' : '$' + $usd.ToString('0.00##', [cultureinfo]::InvariantCulture))"
    }
    $prices -join ', '
}
