# The base class of all commands, seen through probes that are compiled against it.
Describe 'Commands that work off the pipeline''s thread' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
        $bin = Join-Path $module module bin
        $system = [psobject].Assembly.Location
        Add-Type -Path $PSScriptRoot/ProbeCommands.cs -OutputAssembly ./Probes.dll -WarningAction Ignore -IgnoreWarnings `
            -ReferencedAssemblies "$bin/StoryVideo.dll", $system, 'System.Runtime', 'System.Threading', 'System.Threading.Tasks.Parallel', 'System.Collections'
        $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext([StoryVideo.Commands.GetStoryCommand].Assembly)
        $probes = $context.LoadFromAssemblyPath((Resolve-Path ./Probes.dll).Path)
        Import-Module -Assembly $probes
        $log = $probes.GetType('ProbeLog')

        function Get-Seen([string] $Field) { $log.GetField($Field).GetValue($null) }

        # Runs a script as an operator's session would, so that it can be stopped from outside.
        function Start-Session([string] $Script) {
            $shell = [powershell]::Create()
            $null = $shell.AddScript({ param($a) Import-Module -Assembly $a }).AddArgument($probes).AddStatement().AddScript($Script)
            $shell
        }
    }

    BeforeEach { $null = $log.GetMethod('Reset').Invoke($null, @()) }
    AfterAll { Pop-Location }

    It '(1) cancels the hook on Ctrl+C and returns promptly' {
        $shell = Start-Session "Test-Probe wait -InputObject 1"
        $run = $shell.BeginInvoke()
        while ((Get-Seen Started) -eq 0) { Start-Sleep -Milliseconds 10 }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan 1000
        try { $null = $shell.EndInvoke($run) } catch [System.Management.Automation.PipelineStoppedException] { $null = $_ }
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $shell.Dispose()
        Get-Seen Cancelled | Should -Be 1
    }

    It '(2) begins no further hook after it was stopped' {
        $shell = Start-Session "1..5 | Test-Probe wait"
        $run = $shell.BeginInvoke()
        while ((Get-Seen Started) -eq 0) { Start-Sleep -Milliseconds 10 }
        $shell.Stop()
        try { $null = $shell.EndInvoke($run) } catch [System.Management.Automation.PipelineStoppedException] { $null = $_ }
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $shell.Dispose()
        Get-Seen Started | Should -Be 1
        Get-Seen Finished | Should -Be 0
    }

    It '(3) writes objects while input still arrives' {
        $order = [System.Collections.Generic.List[string]]::new()
        1..3 | ForEach-Object { $order.Add("in $_"); $_ } | Test-Probe stream | ForEach-Object { $order.Add("out $_") }
        $order -join ' ' | Should -Be 'in 1 out 1 in 2 out 2 in 3 out 3'
    }

    It '(4) makes a fast producer wait for a slow reader' {
        $ahead = 0
        Test-Probe 'fast producer' -InputObject 1 | ForEach-Object { $ahead = [math]::Max($ahead, (Get-Seen Started) - $_) }
        $ahead | Should -BeLessOrEqual 1
    }

    It '(5) cancels the siblings when -ErrorAction Stop meets an error, and surfaces that error' {
        { 0..20 | Test-ProbeWork -FailAt 1 -ErrorAtFail -Milliseconds 300 -ErrorAction Stop } | Should -Throw -ErrorId 'ProbeFailed,*'
        $started = Get-Seen Started
        $started | Should -BeLessThan 9
        Start-Sleep -Milliseconds 500
        Get-Seen Started | Should -Be $started
        Get-Seen Open | Should -Be 0
    }

    It '(6) writes what came before a failure, before the failure' {
        $shell = Start-Session "& { Test-Probe 'records then failure' -InputObject 1 -Verbose } *>&1"
        $written = [System.Management.Automation.PSDataCollection[object]]::new()
        $shell.Invoke($null, $written)
        ($written + $shell.Streams.Error).ForEach{ "$_" } | Should -Be first, second, third, 'InvalidOperationException: the failure'
        $shell.Dispose()
    }

    It '(7) copies progress records when they are queued' {
        $shell = Start-Session "Test-Probe 'reused progress record' -InputObject 1"
        $null = $shell.Invoke()
        $shell.Streams.Progress.StatusDescription | Should -Be one, two, two
        $shell.Streams.Progress[-1].RecordType | Should -Be Completed
        $shell.Dispose()
    }

    It '(8) drops what comes after the pipeline has closed' {
        Test-Probe 'late write' -InputObject 1 | Should -Be 'in time'
        $null = (Get-Seen Background).Wait(5000)
        (Get-Seen LateWrite).GetType().Name | Should -Be TaskCanceledException
    }

    It '(9) takes a cancellation that is not its own for an error' {
        { Test-Probe 'foreign cancellation' -InputObject 1 } | Should -Throw -ErrorId 'CancelledElsewhere,*' -ExpectedMessage '*somebody else*'
    }

    It '(10) asks on the pipeline''s thread, and waits for the answer' {
        Test-Probe 'should process' -InputObject 1 -WhatIf | Should -BeFalse
        Test-Probe 'should process' -InputObject 1 -Confirm:$false | Should -BeTrue
    }

    It '(11) never works on more items than it may' {
        1..30 | Test-ProbeWork -ThrottleLimit 3 -Milliseconds 20 | Should -HaveCount 30
        Get-Seen MostOpen | Should -Be 3
    }

    It '(12) stops all work when Select-Object -First has what it wants' {
        1..30 | Test-ProbeWork -ThrottleLimit 3 -Milliseconds 100 | Select-Object -First 1 | Should -HaveCount 1
        $started = Get-Seen Started
        $started | Should -BeLessOrEqual 6
        Start-Sleep -Milliseconds 400
        Get-Seen Started | Should -Be $started
        Get-Seen Open | Should -Be 0
    }

    It 'stops all work when a later command of the pipeline fails or leaves its loop' {
        try { 1..30 | Test-ProbeWork -Milliseconds 100 | ForEach-Object { throw 'enough' } } catch { "$_" | Should -Be enough }
        $started = Get-Seen Started
        foreach ($once in 1) { 1..30 | Test-ProbeWork -Milliseconds 100 | ForEach-Object { break } }
        Start-Sleep -Milliseconds 400
        Get-Seen Started | Should -BeLessOrEqual 12
        Get-Seen Open | Should -Be 0
    }

    It 'writes to every stream from any thread' {
        $all = Test-Probe 'all streams' -InputObject 1 -Verbose -InformationAction Continue -ErrorAction Continue *>&1
        $all.ForEach{ $_.GetType().Name } | Should -Be VerboseRecord, WarningRecord, InformationRecord, ErrorRecord, String
        $all[2].Tags | Should -Be Tag
    }
}
