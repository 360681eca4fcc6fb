Describe 'The images that clips stand on' {
    BeforeAll {
        . $PSScriptRoot/Common.ps1
        $null = Enter-TestFolder
        $bundle = Join-Path $PWD bare
        $null = New-Item -ItemType Directory $bundle
        Set-Content (Join-Path $bundle story.json) @'
{ "storyId": "bare", "displayName": "A Bare Story",
  "visualDesignDocument": {
    "global_aesthetic": { "visual_style": { "name": "Ink" }, "master_color_palette": ["#0A1931"] },
    "character_designs": [ { "character_id": "mara", "role": "Hero" }, { "character_id": "tomo", "role": "Friend" } ],
    "environment_designs": [ { "environment_id": "pond", "detailed_description": { "key_elements": "reeds" } } ] },
  "shots": [
    { "sceneletId": "s1", "shotIndex": 1, "storyboardPayload": { "framingAndAngle": "wide",
      "referencedDesigns": { "characters": ["mara"], "environments": ["pond"] } } },
    { "sceneletId": "s1", "shotIndex": 2, "storyboardPayload": { "framingAndAngle": "close",
      "referencedDesigns": { "characters": ["mara", "tomo"], "environments": ["pond"] } } } ] }
'@
        $null = Import-Story $bundle
        $free = @{ Provider = 'Rehearsal'; WarningAction = 'Ignore' }
    }

    AfterAll { Pop-Location }

    It 'are planned with a price, and nothing is written' {
        $plans = New-VisualReferenceImage 'A Bare*' -WhatIf -WarningAction Ignore
        $plans.Title | Should -Be 'model sheet mara', 'model sheet tomo', 'environment reference pond'
        $plans.EstimatedCost | ForEach-Object { $_ | Should -BeGreaterThan 0 }
        $plans | Show | Should -BeLike '*Image  *Shape  *Price*'
        (Get-StoryCharacter).State | Should -Be missing, missing
        Get-ShotTake | Should -BeNullOrEmpty
    }

    It 'are missed by key frames, all at once, with the command that makes them' {
        Get-StoryShot | New-ShotImage @free -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem | Should -HaveCount 5
        $problem[0].FullyQualifiedErrorId | Should -Be 'ReferenceMissing,StoryVideo.Commands.NewShotImageCommand'
        $problem[0].TargetObject.ShotIndex | Should -Be 1
        $problem[0].Exception.Message | Should -BeLike "*New-VisualReferenceImage -Character 'mara'*"
    }

    It 'are made for one character of the pipeline, of a table, or by a pattern' {
        $made = Get-StoryCharacter -Character m* | New-VisualReferenceImage @free
        $made.Title | Should -Be 'model sheet mara'
        $made.Status | Should -Be Succeeded
        $made.File | Should -Exist
        $made | Show | Should -BeLike '*model sheet mara*Succeeded*'
        Get-StoryCharacter | Export-Csv rows.csv
        $rows = Import-Csv rows.csv | New-VisualReferenceImage @free
        $rows.Status | Sort-Object { "$_" } | Should -Be Skipped, Succeeded
        (New-VisualReferenceImage bare -Environment p* @free).Status | Should -Be Succeeded
        (Get-StoryCharacter).State | Should -Be rehearsed, rehearsed
        Get-StoryEnvironment | Show | Should -BeLike '*pond*rehearsed*reeds*'
    }

    It 'lead from documents to clips in the pipeline' {
        (Get-StoryShot | New-ShotImage @free).Status | Should -Be Succeeded, Succeeded
        (Get-StoryShot).KeyFrameImagePath | Should -Be 'bare/shots/s1/shot-1_key_frame.png', 'bare/shots/s1/shot-2_key_frame.png'
        (Get-StoryShot | New-ShotVideo @free).Status | Should -Be Succeeded, Succeeded
    }

    It 'are refused by a name that is not there' {
        New-VisualReferenceImage bare -Character marra -WhatIf -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be 'DesignNotFound,StoryVideo.Commands.NewVisualReferenceImageCommand'
        Get-StoryEnvironment bare -Environment lake -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be 'DesignNotFound,StoryVideo.Commands.GetStoryEnvironmentCommand'
    }

    It 'are completed by name' {
        (Complete 'New-VisualReferenceImage bare -Character ').CompletionText | Should -Be mara, tomo
        (Complete 'Get-StoryEnvironment bare ').CompletionText | Should -Be pond
        (Complete 'New-ShotImage -Model gemini-3-p').CompletionText | Should -Contain gemini-3-pro-image
        (Complete 'New-ShotImage -Size ').CompletionText | Should -Contain 2K
    }

    It 'need a key where they are paid' {
        { Get-StoryShot | New-ShotImage -Provider Gemini -Override } | Should -Throw -ErrorId 'KeyMissing,*'
    }
}
