# A check for each row of docs/conventions.md that a machine can look at by itself: it gives what is wrong, or nothing.
# Dot-sourced after Common.ps1.

$commands = Get-Command -Module StoryVideo
$data = Import-PowerShellDataFile $manifest
$common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters

function Get-Rows {
    [regex]::Matches(
        (Get-Content (Join-Path $repository docs conventions.md) -Raw),
        '(?m)^\| (?<row>\d+)(?<must>\*?) \| [^|]+ \| (?<holds>Y|N|–) \| (?<evidence>[^|]*) \|$').ForEach{
        [pscustomobject]@{
            Row      = [int]$_.Groups['row'].Value
            Must     = $_.Groups['must'].Value -eq '*'
            Holds    = $_.Groups['holds'].Value
            Evidence = @($_.Groups['evidence'].Value.Trim() -split '; ' | Where-Object { $_ })
        }
    }
}

# Evidence is "checked", a file, or a test by its file and its name.
function Test-Evidence([string] $Evidence, [int] $Row) {
    if ($Evidence -eq 'checked') {
        return $checks.ContainsKey($Row)
    }

    if ($Evidence -match '^`(?<file>\w+)`: (?<title>.+)$') {
        $title = $Matches.title
        $pester = Join-Path $PSScriptRoot "$($Matches.file).Tests.ps1"
        if (Test-Path $pester) {
            return (Get-Content $pester -Raw).Contains("It '$($title.Replace("'", "''"))")
        }

        $unit = Get-ChildItem (Join-Path $repository tests StoryVideo.Core.Tests) -Recurse -Filter "$($Matches.file).cs"
        return [bool]($unit -and (Get-Content $unit.FullName -Raw) -match "\b$($title.Replace(' ', '_'))\(")
    }

    $Evidence -match '^`(?<path>[^`]+)`' -and (Test-Path (Join-Path $repository $Matches.path))
}

function Get-Source([string] $Folder) {
    Get-ChildItem (Join-Path $repository $Folder) -Recurse -Filter *.cs | Where-Object FullName -NotMatch '[\\/](obj|bin)[\\/]'
}

function Get-OwnParameter($Command) {
    $Command.Parameters.Values | Where-Object { $_.Name -notin $common }
}

function Get-Property([string] $Name) {
    ([xml](Get-Content (Join-Path $repository Directory.Build.props) -Raw)).SelectNodes("//$Name").InnerText
}

# Whether a command opens the store in order to write, as it says itself.
function Test-Writes($Command) {
    $access = $Command.ImplementingType.GetProperty('Access', [System.Reflection.BindingFlags]'Instance, NonPublic')
    if (-not $access) {
        return $false
    }

    $new = [System.Activator]::CreateInstance($Command.ImplementingType)
    try {
        "$($access.GetValue($new))" -eq 'Write'
    }
    finally {
        $new.Dispose()
    }
}

# Text that only the operator can know; what else is a string names something and is completed.
$freeText = 'Database', 'Assets', 'Prompts', 'Path', 'LiteralPath', 'ShotIndex', 'Operation', 'Uri', 'SecretName', 'SecretVault', 'Title', 'EndTitle', 'Ambience', 'Music', 'Destination'

$checks = @{
    1  = { if ($data.CmdletsToExport -match '[*?]') { 'a wildcard' }; Compare-Object $data.CmdletsToExport $commands.Name }
    2  = { 'FunctionsToExport', 'VariablesToExport', 'AliasesToExport' | Where-Object { $null -eq $data[$_] -or $data[$_].Count } }
    6  = { if ($data.CompatiblePSEditions -ne 'Core' -or 'PSEdition_Core' -notin $data.PrivateData.PSData.Tags) { 'no edition' } }
    7  = { 'LicenseUri', 'ProjectUri', 'ReleaseNotes', 'Tags' | Where-Object { -not $data.PrivateData.PSData[$_] } }
    8  = { if ((Get-Content (Join-Path $repository CHANGELOG.md) -Raw) -notlike "*## $($data.ModuleVersion)*") { 'this version is not in it' } }
    9  = { if (-not $data.FormatsToProcess -or -not $data.TypesToProcess) { 'not declared' } }
    11 = {
        $said = Get-Content (Join-Path $repository CONTRIBUTING.md) -Raw
        './build.ps1', './build.ps1 -Task Test' | Where-Object { -not $said.Contains("``$_``") }
    }
    12 = {
        $pins = Import-PowerShellDataFile (Join-Path $repository requirements.psd1)
        $pins.Keys | Where-Object { $pins[$_] -notmatch '^\d+\.\d+\.\d+$' }
        ([xml](Get-Content (Join-Path $repository Directory.Packages.props) -Raw)).SelectNodes('//PackageVersion') |
            Where-Object Version -NotMatch '^\d+\.\d+(\.\d+)*(-[\w.-]+)?$' | ForEach-Object Include
    }
    13 = { if ((Get-Content (Join-Path $repository build.ps1) -Raw) -notmatch "(?s)'-Module', \`$output.*function Invoke-Test \{\s+Invoke-Package") { 'not on the package' } }
    14 = { if ((Get-Content (Join-Path $repository build.ps1) -Raw) -notmatch "\[System\.Environment\]::ProcessPath\s+'-NoProfile', '-NonInteractive', '-File', \(Join-Path \`$tests run\.ps1\)") { 'not in a process of its own' } }
    15 = { if ((Get-ChildItem (Join-Path $repository tests StoryVideo.Core.Tests) -Recurse -Filter *Tests.cs).Count -lt 20) { 'too few' } }
    16 = { if ((Get-Content (Join-Path $repository build.ps1) -Raw) -notmatch "(?s)function Invoke-Coverage \{\s+Invoke-Package.*?Get-TestCommand.*?--collect") { 'no coverage is measured' } }
    18 = { if ((Get-Property Nullable) -ne 'enable') { 'off' } }
    19 = { if ((Get-Property TreatWarningsAsErrors) -ne 'true') { 'off' } }
    20 = { if ((Get-Property EnforceCodeStyleInBuild) -ne 'true' -or -not (Test-Path (Join-Path $repository .editorconfig))) { 'off' } }
    21 = {
        if (-not (Test-Path (Join-Path $repository Directory.Packages.props))) { 'no central versions' }
        Get-ChildItem $repository -Recurse -Filter *.csproj | Where-Object { (Get-Content $_ -Raw) -match 'PackageReference[^>]+\bVersion=' }
    }
    22 = {
        $files = Get-Source src
        $scoped = $files | Where-Object { (Get-Content $_ -Raw) -match '(?m)^namespace [\w.]+;' }
        if ($scoped.Count -lt 0.95 * $files.Count) { "$($scoped.Count) of $($files.Count)" }
    }
    23 = {
        $files = Get-Source src
        $single = $files | Where-Object { [regex]::Matches((Get-Content $_ -Raw), '(?m)^(public|internal|file)?[\w ]*\b(class|record|struct|interface|enum) \w+').Count -le 1 }
        if ($single.Count -lt 0.9 * $files.Count) { "$($single.Count) of $($files.Count)" }
    }
    24 = {
        $lines = Get-Source src | ForEach-Object { [System.IO.File]::ReadAllLines($_).Count } | Sort-Object
        if ($lines[$lines.Count / 2] -gt 80) { "median $($lines[$lines.Count / 2])" }
        if ($lines[-1] -gt 400) { "longest $($lines[-1])" }
    }
    25 = {
        $assembly = $commands[0].ImplementingType.Assembly
        $assembly.GetTypes() | Where-Object { $_.IsSubclassOf([System.Management.Automation.Cmdlet]) -and -not $_.IsSealed -and -not $_.IsAbstract }
    }
    26 = {
        foreach ($command in $commands) {
            $name = "$($command.Verb)$($command.Noun)Command"
            if ($command.ImplementingType.Name -ne $name -or -not (Test-Path (Join-Path $repository src StoryVideo Commands "$name.cs"))) { $command.Name }
        }
    }
    27 = {
        $core = (Get-StoryModel)[0].GetType().Assembly
        $core.GetReferencedAssemblies() | Where-Object Name -Like 'System.Management.Automation*'
        Get-ChildItem (Join-Path $repository src StoryVideo.Core) -Filter *.csproj | Where-Object { (Get-Content $_ -Raw) -match 'PowerShell' }
    }
    28 = { $commands | Where-Object { -not (Get-Verb $_.Verb) } }
    29 = { $commands | Where-Object { $_.Noun -cnotmatch '^(Story|Shot|VisualReference)' -or $_.Noun -match '[^s]s$' } }
    30 = { $commands | Where-Object { -not $_.OutputType -or $_.OutputType.Name -match '^(System\.)?(Object|Management\.Automation\.PS(Custom)?Object)$' } }
    31 = {
        foreach ($command in $commands) {
            $writes = Test-Writes $command
            # Who waits writes down how things stand at the provider, and changes nothing by it.
            if ($writes -and $command.Verb -ne 'Wait' -and -not $command.Parameters.ContainsKey('WhatIf')) { "$($command.Name) writes and does not ask" }
            if ($command.Parameters.ContainsKey('MaximumCost') -and -not $command.Parameters.ContainsKey('WhatIf')) { "$($command.Name) pays and does not ask" }
        }
    }
    34 = {
        foreach ($command in $commands | Where-Object { $_.Parameters.ContainsKey('WhatIf') }) {
            if (-not $command.OutputType -and -not $command.Parameters.ContainsKey('PassThru')) { $command.Name }
        }
    }
    35 = {
        foreach ($command in $commands) {
            $cmdlet = $command.ImplementingType.GetCustomAttributes($true).Where{ $_ -is [System.Management.Automation.CmdletAttribute] }[0]
            if ($cmdlet.ConfirmImpact -eq 'High' -and $command.Verb -ne 'Resolve') { "$($command.Name) asks for everything" }
            if ($command.Parameters.ContainsKey('Force')) { "$($command.Name) -Force needs a test of its own with -WhatIf" }
        }
    }
    37 = {
        foreach ($command in $commands | Where-Object { $_.Parameters.ContainsKey('Path') }) {
            $literal = $command.Parameters['LiteralPath']
            if (-not $literal -or 'PSPath' -notin $literal.Aliases) { $command.Name }
        }
    }
    38 = {
        foreach ($command in $commands) {
            foreach ($parameter in Get-OwnParameter $command | Where-Object Name -In 'Story', 'Scenelet') {
                if (-not $parameter.Attributes.Where{ $_ -is [System.Management.Automation.SupportsWildcardsAttribute] }) { "$($command.Name) -$($parameter.Name)" }
            }
        }
    }
    39 = {
        foreach ($command in $commands) {
            foreach ($parameter in Get-OwnParameter $command | Where-Object { $_.ParameterType -in [string], [string[]] -and $_.Name -notin $freeText }) {
                $isHelped = $parameter.Attributes.Where{
                    $_ -is [System.Management.Automation.ArgumentCompleterAttribute] -or $_ -is [System.Management.Automation.ValidateSetAttribute] }
                if (-not $isHelped) { "$($command.Name) -$($parameter.Name)" }
            }
        }
    }
    41 = {
        foreach ($command in $commands) {
            foreach ($parameter in Get-OwnParameter $command | Where-Object Name -In 'Story', 'ApiKey') {
                if (-not $parameter.Attributes.Where{ $_ -is [System.Management.Automation.ArgumentTransformationAttribute] }) { "$($command.Name) -$($parameter.Name)" }
            }
        }
    }
    42 = {
        $transport = 'ApiKey|Secret|Timeout|Retry|Proxy|Endpoint|BaseUr|Uri$|Header|Organization|Poll'
        $commands | Where-Object { @(Get-OwnParameter $_ | Where-Object Name -Match $transport).Count -gt 3 }
    }
    43 = {
        Get-Source src/StoryVideo | Where-Object { (Get-Content $_ -Raw) -match 'ErrorCategory\.NotSpecified' }
        Get-Source src/StoryVideo | Where-Object { $_.Directory.Name -ne 'Errors' -and (Get-Content $_ -Raw) -match 'new ErrorRecord\(' }
    }
    50 = { $commands | Where-Object { $_.Parameters.ContainsKey('MaximumCost') -and $_.Parameters.ContainsKey('Model') -and -not $_.Parameters.ContainsKey('ThrottleLimit') } }
    51 = {
        Get-StoryModel | Where-Object { $_.Deadline -le [timespan]::Zero -or $_.Deadline -gt [timespan]::FromHours(2) }
        $commands | Where-Object { $_.Verb -eq 'Wait' -and -not $_.Parameters.ContainsKey('TimeoutSeconds') }
        $meanings = $commands | Where-Object { $_.Parameters.ContainsKey('TimeoutSeconds') } | ForEach-Object {
            (Get-Help $_.Name -Parameter TimeoutSeconds).description[0].Text -split '(?<=\.) ' | Select-Object -First 1 }
        if (@($meanings | Select-Object -Unique).Count -ne 1) { "-TimeoutSeconds means: $($meanings -join ' | ')" }
    }
    52 = {
        'Get-ShotTake', 'Wait-ShotTake', 'Receive-ShotTake' | Where-Object { $_ -notin $commands.Name }
        if (-not (Get-Command New-ShotVideo).Parameters.ContainsKey('NoWait')) { 'New-ShotVideo -NoWait' }
    }
    55 = {
        $views = ([xml](Get-Content (Join-Path $module module StoryVideo.Format.ps1xml) -Raw)).SelectNodes('//ViewSelectedBy/TypeName').InnerText
        $commands.OutputType.Name | Where-Object { $_ -notin $views } | Select-Object -Unique
    }
    56 = {
        foreach ($type in $commands.OutputType.Type | Select-Object -Unique) {
            if (-not $type.IsClass -and -not $type.IsValueType) { $type.Name }
            $type.GetProperties().Name | Where-Object { $_ -cnotmatch '^[A-Z]\w*$' } | ForEach-Object { "$($type.Name).$_" }
        }
    }
    57 = { $commands | Where-Object { @((Get-Help $_.Name).examples.example).Count -lt 1 -or (Get-Help $_.Name).Synopsis -match '\{\{|<' } }
    58 = { 'about_StoryVideo', 'about_StoryVideo_Cost', 'about_StoryVideo_Providers', 'about_StoryVideo_Stores' | Where-Object { -not (Get-Help $_ -ErrorAction Ignore) } }
    60 = { if (-not (Get-ChildItem (Join-Path $repository src) -Recurse -Filter *.resx)) { 'no resources' } }
    61 = { "src/StoryVideo", "src/StoryVideo.Core" | ForEach-Object { Get-Source $_ } | Where-Object { (Get-Content $_ -Raw) -match '(?<![\w.])Console\.(Write|Out|Error|Read|Set|Clear|\w+Color)' } }
    62 = { if (-not (Get-Source src/StoryVideo | Where-Object { (Get-Content $_ -Raw) -match 'SecretManagement|Get-Secret' })) { 'no vault' } }
}
