# What the test files share. Dot-source it in BeforeAll; it imports the package, or else what was built in place.

$repository = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$module = $env:STORYVIDEO_TEST_MODULE ? $env:STORYVIDEO_TEST_MODULE : $repository
$manifest = [System.IO.Path]::Combine($module, 'StoryVideo.psd1')
$demo = [System.IO.Path]::Combine($repository, 'fixtures', 'moon-to-tea')
$demoId = '6f1c2a9e-3b47-4d58-9a0e-7c5d2e81b4f3'
$demoTitle = 'The Night the Moon Came to Tea'

Import-Module $manifest

# Nothing of the machine reaches a test: no key, no other store, and clips are the stub, which is there at once.
foreach ($name in 'GOOGLE_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_GEMINI_BASE_URL', 'STORYVIDEO_DATABASE', 'STORYVIDEO_ASSETS', 'STORYVIDEO_PROMPTS', 'STORYVIDEO_MODELS', 'XAI_API_KEY', 'XAI_BASE_URL') {
    [System.Environment]::SetEnvironmentVariable($name, $null)
}

$env:STORYVIDEO_FFMPEG = '/nowhere/ffmpeg'

# A new folder for one test, and the location inside it.
function Enter-TestFolder {
    $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
    Push-Location $folder.FullName
    $folder.FullName
}

# A story bundle of one scenelet per letter; every shot shows 'ana' in 'room'.
function New-TestBundle {
    param(
        [string] $Path = 'bundle',
        [string] $Title = 'A Test',
        [string] $Id = 'test-story',
        [string[]] $Scenelet = 's1',
        [int] $Shots = 2,
        [string[]] $Character = 'ana',
        [string] $Line,
        [switch] $WithoutImages
    )

    $png = [System.Convert]::FromBase64String(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
    $sheet = "$Id/visuals/characters/ana/character-model-sheet.png"
    $room = "$Id/visuals/environments/room/environment-reference.png"
    $entries = foreach ($name in $Scenelet) {
        foreach ($index in 1..$Shots) {
            @{
                sceneletId        = $name
                shotIndex         = $index
                storyboardPayload = @{
                    cameraDynamics    = 'Slow push in.'
                    referencedDesigns = @{ characters = $Character; environments = @('room') }
                } + ($Line ? @{ audioAndNarrative = @(@{ source = 'ana'; line = $Line }) } : @{})
            }
        }
    }

    $story = @{
        storyId              = $Id
        displayName          = $Title
        visualDesignDocument = @{
            global_aesthetic    = @{ visual_style = @{ name = 'Paper' }; master_color_palette = @(@{ hex_code = '#112233' }) }
            character_designs   = @(@{ character_id = 'ana'; role = 'Main'; character_model_sheet_image_path = $sheet })
            environment_designs = @(@{ environment_id = 'room'; environment_reference_image_path = $room })
        }
        shots                = @($entries)
    }
    $null = New-Item -ItemType Directory -Force -Path $Path
    $story | ConvertTo-Json -Depth 10 | Set-Content -LiteralPath (Join-Path $Path story.json)
    if (-not $WithoutImages) {
        foreach ($image in $sheet, $room) {
            $file = Join-Path (Resolve-Path $Path) generated $image
            $null = New-Item -ItemType Directory -Force -Path (Split-Path $file)
            [System.IO.File]::WriteAllBytes($file, $png)
        }
    }

    (Resolve-Path $Path).Path
}

# A stand-in for ffmpeg that notes each start in a file, takes its time and hands out the stub clip.
function Use-SlowRenderer {
    param([double] $Seconds = 1)

    $log = Join-Path $PWD renderings.log
    $script = Join-Path $PWD slow-ffmpeg
    Set-Content -LiteralPath $log -Value $null -NoNewline
    Set-Content -LiteralPath $script -Value @"
#!/bin/sh
echo started >> '$log'
for file; do :; done
sleep $($Seconds.ToString([cultureinfo]::InvariantCulture))
cp '$repository/fixtures/stub-clip.mp4' "`$file"
"@
    chmod +x $script
    $env:STORYVIDEO_FFMPEG = $script
    $log
}

function Use-StubClips {
    $env:STORYVIDEO_FFMPEG = '/nowhere/ffmpeg'
}

# The pretended service, with a key for it; a test of its own stops it.
function Start-FakeGemini {
    param([int] $GenerationMilliseconds = 0, [string] $Key = 'fake-key-7f3a', [switch] $MarkClips)

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    $start.RedirectStandardOutput = $true

    # It is ended by a signal, and would leave its debugger's pipes in the temporary folder.
    $start.Environment['DOTNET_EnableDiagnostics'] = '0'
    foreach ($argument in $env:STORYVIDEO_TEST_FAKEGEMINI, '--key', $Key, '--generation-ms', $GenerationMilliseconds, '--mark-clips', "$MarkClips".ToLowerInvariant()) {
        $start.ArgumentList.Add($argument)
    }

    $service = [System.Diagnostics.Process]::Start($start)
    $env:GOOGLE_GEMINI_BASE_URL = $service.StandardOutput.ReadLine()
    $env:GOOGLE_API_KEY = $Key
    $env:STORYVIDEO_POLL_INTERVAL = '0.1'
    $service
}

function Stop-FakeGemini {
    param([System.Diagnostics.Process] $Service)

    $Service.Kill()
    $Service.Dispose()
    $env:GOOGLE_API_KEY = $env:GOOGLE_GEMINI_BASE_URL = $env:STORYVIDEO_POLL_INTERVAL = $null
}

# What a Tab would offer.
function Complete {
    param([string] $Text)

    [System.Management.Automation.CommandCompletion]::CompleteInput($Text, $Text.Length, $null).CompletionMatches
}

# What a screen of 80 columns would show.
function Show {
    param([Parameter(ValueFromPipeline)] $InputObject)

    begin { $all = [System.Collections.Generic.List[object]]::new() }
    process { $all.Add($InputObject) }
    end { ($all | Out-String -Width 80) -replace "`e\[[0-9;]*m" }
}

# Something of every type that a command gives out, by the type's name; of the one story in the store, with two shots or more.
# What needs ffmpeg is put together by hand, so that it is there on every machine.
# A command that gives out something else needs a sample here: Binding, Views and others walk what commands say they give.
function Get-OutputSample {
    $shots = Get-StoryShot
    $free = @{ Provider = 'Rehearsal'; WarningAction = 'Ignore' }
    $samples = @{
        'StoryVideo.Catalog.CatalogModel'      = Get-StoryModel veo-3.1-*
        'StoryVideo.Formatting.ShotPromptText' = $shots | New-ShotPrompt -WarningAction Ignore
        'StoryVideo.Formatting.ShotReference'  = $shots | Select-ShotReference -WarningAction Ignore
        'StoryVideo.Formatting.StoryStore'     = Connect-StoryStore
        'StoryVideo.Planning.ShotPlan'         = $shots | New-ShotVideo -WhatIf -WarningAction Ignore
        'StoryVideo.Stories.Story'             = Get-Story
        'StoryVideo.Stories.StoryShot'         = $shots
        'StoryVideo.Tasks.SetupCheck'          = Test-StoryVideoSetup
        'StoryVideo.Tasks.Takes.StoryCost'           = Get-StoryCost
    }
    $samples['StoryVideo.Stories.StoryDesign'] = (Get-StoryCharacter), (Get-StoryEnvironment)
    $samples['StoryVideo.Planning.ImagePlan'] = (Get-Story | New-VisualReferenceImage -WhatIf -Override), ($shots | New-ShotImage -WhatIf)
    $samples['StoryVideo.Tasks.ImageResult'] = (Get-Story | New-VisualReferenceImage @free -Override), ($shots | New-ShotImage @free)
    $samples['StoryVideo.Tasks.ShotVideoResult'] = $shots | New-ShotVideo @free
    $samples['StoryVideo.Tasks.Films.StoryFilm'] = Join-StoryVideo -PerScenelet -WhatIf
    $samples['StoryVideo.Tasks.Checks.ShotFrame'] = foreach ($name in 'first', 'last') {
        [System.Activator]::CreateInstance(
            (Get-Command Get-ShotFrame).OutputType.Type, $shots[0].StoryId, $shots[0].SceneletId, $shots[0].ShotIndex, $name, 191,
            [System.IO.Path]::GetFullPath("public/generated/frames/$name.png", $PWD))
    }
    $samples['StoryVideo.Ledger.Take'] = Get-ShotTake

    # Something is said, so that there is sound.
    $null = Import-Story (New-TestBundle -Path spoken -Shots $shots.Count -Line 'Look!' -WithoutImages)
    $shots = Get-StoryShot
    $samples['StoryVideo.Planning.SpeechPlan'] = $shots | New-ShotAudio -WhatIf -WarningAction Ignore
    $samples['StoryVideo.Tasks.ShotAudioResult'] = $shots | New-ShotAudio @free
    $samples['StoryVideo.Planning.CheckPlan'] = $shots | Test-ShotVideo -WhatIf -WarningAction Ignore

    # Nothing else than a check by itself needs a real ffmpeg.
    if ($ffmpeg = Get-Command ffmpeg -CommandType Application -ErrorAction Ignore) {
        $before = $env:STORYVIDEO_FFMPEG
        $env:STORYVIDEO_FFMPEG = @($ffmpeg)[0].Source
        $samples['StoryVideo.Tasks.Checks.ShotCheckResult'] = $shots | Test-ShotVideo @free
        $env:STORYVIDEO_FFMPEG = $before
    }

    $samples['StoryVideo.Tasks.Checks.ShotReport'] = $shots | Get-ShotVideoReport
    $samples['StoryVideo.Tasks.Checks.ShotRepair'] = $shots | Repair-ShotVideo -WhatIf -WarningAction Ignore

    foreach ($type in @($samples.Keys)) {
        $samples[$type] = @($samples[$type] | ForEach-Object { $_ })
    }

    $samples
}
