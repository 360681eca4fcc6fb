# The PowerShell modules that building and testing need beside PowerShell itself, each at the version it is tried with.
@{
    Pester = '5.7.1'
}
