# Keys from a vault of SecretManagement, where that module is present.
BeforeDiscovery {
    $hasVaults = [bool](Get-Module Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore -ListAvailable | Select-Object -Skip 1)
    $hasFake = [bool]($env:STORYVIDEO_TEST_FAKEGEMINI -and (Test-Path $env:STORYVIDEO_TEST_FAKEGEMINI))
}

Describe 'A key that a vault keeps' -Skip:(-not $hasVaults) {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $sentinel = 'sentinel-key-5d1c'
        $vaults = Join-Path $TestDrive home
        $null = New-Item -ItemType Directory $vaults

        # Vaults belong to a user: this one lives in a home of its own, and so in processes of its own.
        function Invoke-AtHome([string] $Script, [string[]] $With = @('-NonInteractive')) {
            $start = [System.Diagnostics.ProcessStartInfo]::new([System.Environment]::ProcessPath)
            $start.Environment['HOME'] = $vaults
            $start.Environment['XDG_DATA_HOME'] = $null
            $start.WorkingDirectory = "$PWD"
            $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
            foreach ($argument in @('-NoProfile') + $With + '-Command', "Import-Module '$manifest'`n$Script") {
                $start.ArgumentList.Add($argument)
            }

            $process = [System.Diagnostics.Process]::Start($start)
            $process.StandardInput.Close()
            $errors = $process.StandardError.ReadToEndAsync()
            $output = $process.StandardOutput.ReadToEnd()
            if (-not $process.WaitForExit(60000)) { $process.Kill(); throw 'It waits for an answer.' }
            $output + $errors.Result
        }

        $made = Invoke-AtHome @"
Set-SecretStoreConfiguration -Scope CurrentUser -Authentication None -Interaction None -Confirm:`$false -Password (ConvertTo-SecureString pass -AsPlainText)
Register-SecretVault -Name Film -ModuleName Microsoft.PowerShell.SecretStore -DefaultVault
Set-Secret -Name Veo -Secret '$sentinel'
(Get-SecretInfo).Name
"@
        $made | Should -BeLike '*Veo*'
    }

    BeforeEach {
        $null = Enter-TestFolder
        $null = Import-Story (New-TestBundle -Shots 1)
    }

    AfterEach {
        if ($fake) { Stop-FakeGemini $fake; $fake = $null }
        Pop-Location
    }

    It 'is read when it is needed, and shown nowhere' -Skip:(-not $hasFake) {
        $fake = Start-FakeGemini -Key $sentinel
        $env:GOOGLE_API_KEY = $null
        $said = Invoke-AtHome @'
Start-Transcript transcript.txt | Out-Null
Connect-StoryStore ./storyvideo.db ./public/generated -SecretName Veo -SecretVault Film | Format-List *
Get-StoryShot | New-ShotVideo -WarningAction Ignore -Verbose -Debug *>&1 | Format-List * -Force | Out-String -Width 5000
Get-StoryShot | New-ShotVideo -Override -Model nothing *>&1 | Format-List * -Force | Out-String -Width 5000
Get-ShotTake | Receive-ShotTake | Format-List * | Out-String -Width 5000
$Error | Format-List * -Force | Out-String -Width 5000
Get-History | Format-List * | Out-String -Width 5000
Get-Variable | Out-String -Width 5000
Stop-Transcript | Out-Null
'@
        $said | Should -BeLike "*secret 'Veo' of vault 'Film'*Succeeded*"
        $said | Should -Not -BeLike "*$sentinel*"
        Get-Content transcript.txt -Raw | Should -Not -BeLike "*$sentinel*"
        [System.Text.Encoding]::UTF8.GetString([System.IO.File]::ReadAllBytes("$PWD/storyvideo.db")) | Should -Not -BeLike "*$sentinel*"
        (Invoke-RestMethod "$env:GOOGLE_GEMINI_BASE_URL/fake/state").submissions | Should -HaveCount 1
    }

    It 'is asked for by nobody in a preview or a rehearsal' {
        $said = Invoke-AtHome @'
$null = Connect-StoryStore ./storyvideo.db ./public/generated -SecretName Nothing -SecretVault Nowhere
(Get-StoryShot | New-ShotVideo -WhatIf -WarningAction Ignore).Count
(Get-StoryShot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore).Status
'@
        $said | Should -BeLike '*Succeeded*'
    }

    It 'that is not there ends the command before its first shot, and says what to do' {
        $said = Invoke-AtHome @'
$null = Connect-StoryStore ./storyvideo.db ./public/generated -SecretName Nothing -SecretVault Film
try { Get-StoryShot | New-ShotVideo } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.ErrorDetails.RecommendedAction; "$_" }
'@
        $said | Should -BeLike "SecretUnreadable,StoryVideo.Commands.NewShotVideoCommand*AuthenticationError*Get-SecretInfo*secret 'Nothing' of vault 'Film'*"
    }

    It 'stays locked where nobody can answer, and nobody is asked' -ForEach @(@{ With = @('-NonInteractive') }, @{ With = @() }) {
        $null = Invoke-AtHome @'
Set-SecretStoreConfiguration -Scope CurrentUser -Authentication Password -Interaction Prompt -Confirm:$false -Password (ConvertTo-SecureString pass -AsPlainText)
'@
        $said = Invoke-AtHome -With $With @'
$null = Connect-StoryStore ./storyvideo.db ./public/generated -SecretName Veo
try { Get-StoryShot | New-ShotVideo } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }
'@
        $said | Should -BeLike '*SecretUnreadable,*Unlock-SecretVault*'
        $null = Invoke-AtHome @'
Unlock-SecretStore -Password (ConvertTo-SecureString pass -AsPlainText)
Set-SecretStoreConfiguration -Scope CurrentUser -Authentication None -Interaction None -Confirm:$false -Password (ConvertTo-SecureString pass -AsPlainText)
'@
    }

    It 'cannot be had without the module, and that is said' {
        $said = Invoke-AtHome @'
$env:PSModulePath = "$PSHOME/Modules"
$null = Connect-StoryStore ./storyvideo.db ./public/generated -SecretName Veo
try { Get-StoryShot | New-ShotVideo } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }
'@
        $said | Should -BeLike '*SecretModuleMissing,*Install-PSResource*'
    }

    It 'is named by Test-StoryVideoSetup, and not read' {
        $null = Connect-StoryStore ./storyvideo.db ./public/generated -SecretName Nothing -SecretVault Nowhere
        try {
            $check = (Test-StoryVideoSetup).Where{ $_.Name -eq 'Gemini key' }
            $check.State | Should -Be Ok
            $check.Detail | Should -BeLike "the secret 'Nothing' of vault 'Nowhere'*"
        }
        finally {
            $null = Connect-StoryStore
        }
    }

    It 'must have a name' {
        { Connect-StoryStore -SecretVault Film } | Should -Throw -ErrorId 'SecretUnnamed,*'
    }
}
