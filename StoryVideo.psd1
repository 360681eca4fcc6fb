@{
    RootModule           = 'module/StoryVideo.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '8b0b6f0c-6a5e-4b0e-9d57-3a2c1f4e7d90'
    Author               = 'The StoryVideo contributors'
    CompanyName          = 'StoryVideo'
    Copyright            = '(c) The StoryVideo contributors'
    Description          = 'Turns a storyboard into video, one clip per shot: plans and prices every paid call first, never pays twice, keeps every take.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('module/StoryVideo.Format.ps1xml')
    TypesToProcess       = @('module/StoryVideo.Types.ps1xml')
    CmdletsToExport      = @(
        'Connect-StoryStore'
        'Get-ShotFrame'
        'Get-ShotTake'
        'Get-ShotVideoReport'
        'Get-Story'
        'Get-StoryCharacter'
        'Get-StoryCost'
        'Get-StoryEnvironment'
        'Get-StoryModel'
        'Get-StoryShot'
        'Import-Story'
        'Join-StoryVideo'
        'New-ShotAudio'
        'New-ShotImage'
        'New-ShotPrompt'
        'New-ShotVideo'
        'New-VisualReferenceImage'
        'Receive-ShotTake'
        'Repair-ShotVideo'
        'Resolve-ShotTake'
        'Select-ShotReference'
        'Select-ShotTake'
        'Set-StoryBudget'
        'Test-ShotVideo'
        'Test-StoryVideoSetup'
        'Wait-ShotTake'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('Video', 'Storyboard', 'Veo', 'Gemini', 'AI', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
