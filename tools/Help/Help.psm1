# Makes what Get-Help reads out of docs/en-US, and keeps the facts in those pages as the commands have them.
# The pages' schema is PlatyPS's: one Markdown file a command, a block of YAML a parameter.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

. $PSScriptRoot/Text.ps1
. $PSScriptRoot/Page.ps1
. $PSScriptRoot/Facts.ps1
. $PSScriptRoot/Maml.ps1
. $PSScriptRoot/Topics.ps1

# The files of one culture: the commands' help in one, each topic in one of its own.
function Export-HelpFile {
    param(
        [Parameter(Mandatory)] [string] $Source,
        [Parameter(Mandatory)] [string] $Destination
    )

    $null = New-Item -ItemType Directory -Force -Path $Destination
    $pages = Get-ChildItem -LiteralPath $Source -Filter '*-*.md' | Sort-Object Name | ForEach-Object { Read-HelpPage $_.FullName }
    $files = @{ 'StoryVideo.dll-Help.xml' = ConvertTo-Maml @($pages) }
    foreach ($topic in Get-ChildItem -LiteralPath $Source -Filter 'about_*.md') {
        $files["$($topic.BaseName).help.txt"] = ConvertTo-HelpTopic (Get-HelpText $topic.FullName)
    }

    foreach ($name in $files.Keys) {
        [System.IO.File]::WriteAllText((Join-Path $Destination $name), $files[$name])
    }

    Get-ChildItem -LiteralPath $Destination -File | Where-Object { -not $files[$_.Name] } | Remove-Item
}

# Writes the facts of the loaded module into its pages, and the beginning of a page where a command has none.
function Update-HelpSource {
    param(
        [Parameter(Mandatory)] [string] $Folder,
        [string] $Module = 'StoryVideo'
    )

    $null = New-Item -ItemType Directory -Force -Path $Folder
    foreach ($command in Get-Command -Module $Module -CommandType Cmdlet) {
        $path = Join-Path $Folder "$($command.Name).md"
        $before = (Test-Path -LiteralPath $path) ? (Get-HelpText $path) : ''
        Set-HelpText $path $before (Update-HelpPage $before $command)
    }

    foreach ($topic in Get-ChildItem -LiteralPath $Folder -Filter 'about_*.md') {
        $before = Get-HelpText $topic.FullName
        Set-HelpText $topic.FullName $before (Update-HelpTopic $before)
    }
}

function Set-HelpText([string] $Path, [string] $Before, [string] $After) {
    if ($After -cne $Before) {
        [System.IO.File]::WriteAllText($Path, $After)
        Write-Host "Brought up to date: $Path"
    }
}

Export-ModuleMember -Function Export-HelpFile, Update-HelpSource, Read-HelpPage, Update-HelpPage, Update-HelpTopic, Get-HelpText, Get-HelpFact
