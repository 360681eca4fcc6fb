# What the commands themselves say, as it stands in their pages.

# Text that nobody has written yet; a test refuses pages that hold it.
$script:unwritten = '{{ to be written }}'

function Get-ShortType([type] $Type) {
    if ($Type.IsArray) {
        return "$(Get-ShortType $Type.GetElementType())[]"
    }

    $inner = [System.Nullable]::GetUnderlyingType($Type) ?? $Type
    $inner.Namespace -like 'StoryVideo*' ? $inner.Name : [Microsoft.PowerShell.ToStringCodeMethods]::Type($inner)
}

# As people read them: by position, then what must be given, then what only one set has, then the rest; switches of all commands last.
function Get-HelpParameter([System.Management.Automation.CmdletInfo] $Command, [object[]] $Set = $Command.ParameterSets) {
    $common = [System.Management.Automation.PSCmdlet]::CommonParameters
    $uses = $Set.Parameters | Where-Object { $_.Name -notin $common }
    $names = $uses | Sort-Object -Stable { $_.Name -in 'WhatIf', 'Confirm' }, { $_.Position -eq [int]::MinValue ? [int]::MaxValue : $_.Position }, { -not $_.IsMandatory }, {
        $Command.Parameters[$_.Name].ParameterSets.ContainsKey('__AllParameterSets') } | ForEach-Object Name
    $names | Select-Object -Unique
}

# The sets in which a parameter means the same are one block.
function Get-HelpFact([System.Management.Automation.CmdletInfo] $Command, [string] $Name) {
    $uses = foreach ($set in $Command.ParameterSets) {
        foreach ($use in $set.Parameters.Where{ $_.Name -eq $Name }) {
            [pscustomobject]@{
                Set      = $set.Name
                Required = $use.IsMandatory.ToString().ToLowerInvariant()
                Position = $use.Position -eq [int]::MinValue ? 'named' : [string]$use.Position
                Pipeline = (@($use.ValueFromPipeline ? 'by value' : @()) + @($use.ValueFromPipelineByPropertyName ? 'by property name' : @())) -join ', '
                Use      = $use
            }
        }
    }

    foreach ($group in $uses | Group-Object Required, Position, Pipeline) {
        $use = $group.Group[0].Use
        $facts = [ordered]@{
            'Type'                       = Get-ShortType $use.ParameterType
            'Parameter sets'             = $group.Count -eq $Command.ParameterSets.Count ? '(all)' : $group.Group.Set -join ', '
            'Aliases'                    = $use.Aliases -join ', '
            'Accepted values'            = Get-AcceptedValue $use
            'Required'                   = $group.Group[0].Required
            'Position'                   = $group.Group[0].Position
            'Default value'              = Get-DefaultValue $Command $use
            'Accept pipeline input'      = $group.Group[0].Pipeline ? "true ($($group.Group[0].Pipeline))" : 'false'
            'Accept wildcard characters' = "$([bool]$use.Attributes.Where{ $_ -is [System.Management.Automation.SupportsWildcardsAttribute] })".ToLowerInvariant()
        }
        ($facts.GetEnumerator() | Where-Object Value | ForEach-Object { "$($_.Key): $($_.Value)" }) -join "`n"
    }
}

function Get-AcceptedValue($Use) {
    $type = $Use.ParameterType.IsArray ? $Use.ParameterType.GetElementType() : $Use.ParameterType
    $type = [System.Nullable]::GetUnderlyingType($type) ?? $type
    if ($type.IsEnum) {
        return [System.Enum]::GetNames($type) -join ', '
    }

    foreach ($attribute in $Use.Attributes) {
        switch ($attribute) {
            { $_ -is [System.Management.Automation.ValidateSetAttribute] } { return $attribute.ValidValues -join ', ' }
            { $_ -is [System.Management.Automation.ValidateRangeAttribute] } {
                return "$($attribute.MinRange) to $($attribute.MaxRange)"
            }
        }
    }
}

# What the command has in its property before anybody gives a value.
function Get-DefaultValue([System.Management.Automation.CmdletInfo] $Command, $Use) {
    $property = $Command.ImplementingType.GetProperty($Use.Name)
    if (-not $property -or $Use.ParameterType -eq [switch]) {
        return
    }

    $new = [System.Activator]::CreateInstance($Command.ImplementingType)
    try {
        @($property.GetValue($new)).Where{ $null -ne $_ } -join ', '
    }
    finally {
        if ($new -is [System.IDisposable]) {
            $new.Dispose()
        }
    }
}

function Get-HelpSyntax([System.Management.Automation.CmdletInfo] $Command) {
    foreach ($set in $Command.ParameterSets) {
        $parameters = foreach ($parameter in Get-HelpParameter $Command $set) {
            $use = $set.Parameters.Where{ $_.Name -eq $parameter }[0]
            $name = $use.Position -eq [int]::MinValue ? "-$($use.Name)" : "[-$($use.Name)]"
            $text = $use.ParameterType -eq [switch] ? $name : "$name <$(Get-ShortType $use.ParameterType)>"
            $use.IsMandatory ? $text : "[$text]"
        }

        $title = $set.Name -eq '__AllParameterSets' ? 'All' : $set.Name
        $line = (@($Command.Name) + @($parameters) + '[<CommonParameters>]') -join ' '
        "### $title$($set.IsDefault -or $Command.ParameterSets.Count -eq 1 ? ' (default)' : '')"
        ''
        '```powershell'
        # A parameter and its type stay on one line.
        (Format-Wrapped ($line -replace ' <', "`u{a0}<") 78 '' '  ') -replace "`u{a0}", ' '
        '```'
        ''
    }
}

# A page with its facts as they are now. What is missing is begun, so that nobody has to remember the schema.
function Update-HelpPage([string] $Page, [System.Management.Automation.CmdletInfo] $Command) {
    if (-not $Page) {
        $Page = New-HelpPage $Command
    }

    $syntax = (Get-HelpSyntax $Command) -join "`n"
    $Page = [regex]::Replace($Page, '(?s)(?<=^|\n)## SYNTAX\n.*?(?=\n## )', "## SYNTAX`n`n$($syntax.Replace('$', '$$'))".TrimEnd() + "`n")
    foreach ($name in Get-HelpParameter $Command) {
        $facts = @(Get-HelpFact $Command $name).ForEach{ "``````yaml`n$_`n```````n" } -join "`n"
        $section = [regex]::Match($Page, "(?s)(?<=\n)### -$name\n.*?(?=\n##)")
        if ($section.Success) {
            $words = ($section.Value -replace '(?s)\n```yaml\n.*?\n```\n?', "`n").TrimEnd()
            $Page = $Page.Remove($section.Index, $section.Length).Insert($section.Index, "$words`n`n$facts")
        }
        else {
            $end = $Page.IndexOf("`n## INPUTS", [System.StringComparison]::Ordinal)
            $Page = $Page.Insert($end, "`n### -$name`n`n$script:unwritten`n`n$facts")
        }
    }

    $Page
}

function New-HelpPage([System.Management.Automation.CmdletInfo] $Command) {
    $outputs = $Command.OutputType.Name.ForEach{ "### $_`n`n$script:unwritten`n" } -join "`n"
    @(
        '---', 'external help file: StoryVideo.dll-Help.xml', 'Module Name: StoryVideo', '---', "# $($Command.Name)", ''
        '## SYNOPSIS', '', $script:unwritten, '', '## SYNTAX', '', '## DESCRIPTION', '', $script:unwritten, ''
        '## EXAMPLES', '', "### Example 1: $script:unwritten", '', '```powershell', $Command.Name, '```', '', $script:unwritten, ''
        '## PARAMETERS', ''
        '## INPUTS', '', '### None', '', $script:unwritten, ''
        '## OUTPUTS', '', $outputs
        '## NOTES', '', $script:unwritten, ''
        '## RELATED LINKS', '', '[about_StoryVideo](about_StoryVideo.md)', ''
    ) -join "`n"
}
