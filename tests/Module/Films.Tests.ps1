# Films and frames: planned without ffmpeg, made with it.
BeforeDiscovery {
    $hasFfmpeg = [bool](Get-Command ffmpeg, ffprobe -ErrorAction Ignore | Select-Object -Skip 1)
}

Describe 'Join-StoryVideo' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $folder = Enter-TestFolder
        $null = Import-Story $demo
        $null = Get-StoryShot | New-ShotVideo -Provider Rehearsal -WarningAction Ignore
    }

    AfterAll { Pop-Location }

    It 'shows the film with -WhatIf, and writes nothing' {
        $before = Get-ChildItem -Recurse | ForEach-Object FullName
        $film = Join-StoryVideo -Transition Dissolve -Title Moon -WhatIf
        $film.IsMade | Should -BeFalse
        $film.Cuts | Should -HaveCount 9
        $film.Cuts[1].Entry.Name | Should -Be 's1#1'
        $film.Cuts[1].Entry.ToNext.Kind | Should -Be Dissolve
        Get-ChildItem -Recurse | ForEach-Object FullName | Should -Be $before
    }

    It 'takes stories from the pipeline, and only the scenelets that are wanted' {
        (Get-Story | Join-StoryVideo -WhatIf).Cuts | Should -HaveCount 8
        (Join-StoryVideo -Scenelet s2 -WhatIf).Cuts.Entry.Name | Should -Be 's2#1', 's2#2', 's2#3'
        (Join-StoryVideo -Path s3, s1 -WhatIf).Cuts[0].Entry.Name | Should -Be 's3#1'
    }

    It 'refuses what is not there, with a cause and what to do' -ForEach @(
        @{ Code = { Join-StoryVideo -Path s9 -WhatIf }; Id = 'PathUnknown' }
        @{ Code = { Join-StoryVideo -Music ./gone.wav -WhatIf }; Id = 'SoundFileMissing' }
        @{ Code = { Join-StoryVideo -Confirm:$false }; Id = 'FfmpegMissing' }
        @{ Code = { Get-StoryShot -Scenelet s1 | Get-ShotFrame }; Id = 'FfmpegMissing' }
    ) {
        $seen = { & $Code } | Should -Throw -PassThru
        $seen.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $seen.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'names every missing clip, and lets stills stand in' {
        $clip = Get-ChildItem -Recurse -Filter shot-2.mp4 | Select-Object -First 1
        Move-Item $clip.FullName ./aside.mp4
        try {
            $null = Join-StoryVideo -WhatIf -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'ClipsMissing,*'
            "$($problem[0])" | Should -BeLike '1 of 8 shots have no clip: s?#2.*'
            (Join-StoryVideo -AllowMissing -WhatIf -WarningVariable said -WarningAction SilentlyContinue).Cuts | Should -HaveCount 8
            $said | Should -BeLike '*has no clip; its key frame stands in its place.'
        }
        finally {
            Move-Item ./aside.mp4 $clip.FullName
        }
    }

    It 'makes the film, tells its figures, and takes frames out of clips' -Skip:(-not $hasFfmpeg) {
        $env:STORYVIDEO_FFMPEG = (Get-Command ffmpeg).Source
        try {
            $film = Join-StoryVideo -Scenelet s1 -Destination ./film.mp4 -Verbose 4>&1 | Tee-Object -Variable all | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }
            $film.IsMade | Should -BeTrue
            $film.Path | Should -Be (Join-Path $folder film.mp4)
            './film.mp4' | Should -Exist
            $film.FrameCount | Should -Be (3 * 192)
            $film.CopiedFrames | Should -Be $film.FrameCount
            "$all" | Should -BeLike '*576 of them copied*'
            $film | Show | Should -BeLike '*Length    Cuts*film.mp4*'
            $frames = Get-StoryShot -Scenelet s1 -ShotIndex 1 | Get-ShotFrame -Count 2
            $frames.Name | Should -Be first, last
            $frames.Path | Should -Exist
            $frames | Show | Should -BeLike '*Shot     Name      Frame File*'
        }
        finally {
            Use-StubClips
        }
    }
}
