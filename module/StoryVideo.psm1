# Every kind of call here costs milliseconds when it is made for the first time, and a cmdlet that nothing else needs far
# more: this file does as little as it can.
$bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin')
$path = [System.IO.Path]::Combine($bin, 'StoryVideo.dll')

if (-not [System.IO.File]::Exists($path)) {
    throw [System.Management.Automation.ErrorRecord]::new(
        [System.IO.FileNotFoundException]::new(
            "StoryVideo is not built: '$path' is missing. In the repository, run ./build.ps1 first; then import the module again."),
        'ModuleNotBuilt',
        [System.Management.Automation.ErrorCategory]::ResourceUnavailable,
        $path)
}

try {
    $loader = [System.Runtime.Loader.AssemblyLoadContext]::Default.
        LoadFromAssemblyPath([System.IO.Path]::Combine($bin, 'StoryVideo.Loader.dll'))
}
catch {
    # Another copy of the module was imported before, and one loader serves all.
    $loader = ('StoryVideo.Loader.LoadContext' -as [type]).Assembly
}

$assembly = $loader.GetType('StoryVideo.Loader.LoadContext')::LoadModule($bin)
if ($assembly.Location -ne $path) {
    Write-Warning "This session has StoryVideo of the same version from '$($assembly.Location)' and goes on with it. Start another one for '$bin'."
}

$commands = Import-Module -Assembly $assembly -PassThru

# A module made from an assembly exports nothing when it is imported again: https://github.com/PowerShell/PowerShell/issues/20710
if ($ExecutionContext.SessionState.Module.ExportedCmdlets.Count -eq 0) {
    $export = [psmoduleinfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($command in $commands.ExportedCmdlets.Values) {
        $null = $export.Invoke($ExecutionContext.SessionState.Module, @(, $command))
    }
}
