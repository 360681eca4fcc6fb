# Cmdlets that only this file would need are left out on purpose: loading them costs more than all that is done here.
$bin = [System.IO.Path]::Combine($PSScriptRoot, 'bin')
$loaderPath = [System.IO.Path]::Combine($bin, 'StoryVideo.Loader.dll')

if (-not [System.IO.File]::Exists($loaderPath)) {
    throw [System.Management.Automation.ErrorRecord]::new(
        [System.IO.FileNotFoundException]::new(
            "StoryVideo is not built: '$loaderPath' is missing. In the repository, run ./build.ps1 first; then import the module again."),
        'ModuleNotBuilt',
        [System.Management.Automation.ErrorCategory]::ResourceUnavailable,
        $loaderPath)
}

$loader = 'StoryVideo.Loader.LoadContext' -as [type]
if (-not $loader) {
    $loader = [System.Runtime.Loader.AssemblyLoadContext]::Default.
        LoadFromAssemblyPath($loaderPath).GetType('StoryVideo.Loader.LoadContext', $true)
}

$assembly = $loader::LoadModule($bin)
if ([System.IO.Path]::GetDirectoryName($assembly.Location) -ne $bin) {
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
