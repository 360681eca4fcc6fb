# Pages as the XML that Get-Help reads.
function ConvertTo-Maml([object[]] $Page) {
    $text = [System.IO.StringWriter]::new()
    $settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; OmitXmlDeclaration = $true; NewLineChars = "`n" }
    $xml = [System.Xml.XmlWriter]::Create($text, $settings)
    $xml.WriteStartElement('helpItems', 'http://msh')
    $xml.WriteAttributeString('schema', 'maml')
    foreach ($one in $Page) {
        Write-Command $xml $one
    }

    $xml.WriteEndElement()
    $xml.Dispose()
    "<?xml version=""1.0"" encoding=""utf-8""?>`n$text`n"
}

$script:maml = 'http://schemas.microsoft.com/maml/2004/10'
$script:mamlCommand = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
$script:mamlDev = 'http://schemas.microsoft.com/maml/dev/2004/10'

function Write-Command([System.Xml.XmlWriter] $Xml, $Page) {
    Start-Element $Xml command:command
    $Xml.WriteAttributeString('xmlns', 'maml', $null, $script:maml)
    $Xml.WriteAttributeString('xmlns', 'dev', $null, $script:mamlDev)
    $verb, $noun = $Page.Name -split '-', 2
    Write-Element $Xml command:details {
        Write-Text $Xml command:name $Page.Name
        Write-Text $Xml command:verb $verb
        Write-Text $Xml command:noun $noun
        Write-Element $Xml maml:description { Write-Text $Xml maml:para $Page.Synopsis }
    }
    Write-Blocks $Xml maml:description $Page.Description
    Write-Element $Xml command:syntax {
        foreach ($set in $Page.Syntax) {
            Write-Element $Xml command:syntaxItem {
                Write-Text $Xml maml:name $Page.Name
                foreach ($name in $set.Parameters) {
                    Write-Parameter $Xml $Page.Parameters.Where{ $_.Name -eq $name }[0] $set.Set
                }
            }
        }
    }
    Write-Element $Xml command:parameters {
        foreach ($parameter in $Page.Parameters) {
            Write-Parameter $Xml $parameter
        }
    }
    Write-Types $Xml command:inputTypes command:inputType $Page.Inputs
    Write-Types $Xml command:returnValues command:returnValue $Page.Outputs
    Write-Element $Xml maml:alertSet { Write-Blocks $Xml maml:alert $Page.Notes }
    Write-Element $Xml command:examples {
        foreach ($example in $Page.Examples) {
            Write-Element $Xml command:example {
                Write-Text $Xml maml:title $example.Title
                Write-Text $Xml dev:code ((@($example.Code, $example.Shows) | Where-Object { $_ }) -join "`n`n")
                # Get-Help leaves no line between two examples of its own.
                Write-Blocks $Xml dev:remarks ($example.Text + [pscustomobject]@{ Kind = 'paragraph'; Text = '' })
            }
        }
    }
    Write-Element $Xml command:relatedLinks {
        foreach ($link in $Page.Links) {
            Write-Element $Xml maml:navigationLink {
                Write-Text $Xml maml:linkText $link.Text
                Write-Text $Xml maml:uri ($link.Target -match '^https?:' ? $link.Target : '')
            }
        }
    }
    $Xml.WriteEndElement()
}

# With a set, as it stands in that set's syntax; without, as it is told in full.
function Write-Parameter([System.Xml.XmlWriter] $Xml, $Parameter, [string] $Set) {
    $facts = $Parameter.Facts.Where({ -not $Set -or $_['Parameter sets'] -eq '(all)' -or ($_['Parameter sets'] -split ', ') -contains $Set }, 'First')
    if (-not $facts) {
        throw "The page of a command lacks the facts of -$($Parameter.Name); ./build.ps1 -Task Help writes them."
    }

    $facts = $facts[0]
    Start-Element $Xml command:parameter
    $pipeline = [string]$facts['Accept pipeline input'] -replace '^true', 'True' -replace 'by value', 'ByValue' -replace 'by property name', 'ByPropertyName' -replace '^false', 'False'
    $attributes = [ordered]@{
        required      = $facts['Required']
        variableLength = "$($facts['Type'].EndsWith('[]'))".ToLowerInvariant()
        globbing      = $facts['Accept wildcard characters']
        pipelineInput = $pipeline
        position      = $facts['Position']
        aliases       = $facts['Aliases'] ? $facts['Aliases'] : 'none'
    }
    foreach ($name in $attributes.Keys) {
        $Xml.WriteAttributeString($name, [string]$attributes[$name])
    }

    Write-Text $Xml maml:name $Parameter.Name
    if (-not $Set) {
        $values = @($facts['Accepted values']).Where{ $_ }.ForEach{ [pscustomobject]@{ Kind = 'paragraph'; Text = "Accepted values: $_." } }
        Write-Blocks $Xml maml:description (@($Parameter.Text) + @($values))
    }

    if ($facts['Type'] -ne 'switch') {
        Write-Element $Xml command:parameterValue {
            $Xml.WriteAttributeString('required', 'true')
            $Xml.WriteString($facts['Type'])
        }
    }

    Write-Element $Xml dev:type { Write-Text $Xml maml:name $facts['Type'] }
    Write-Text $Xml dev:defaultValue ($facts['Default value'] ? $facts['Default value'] : $facts['Type'] -eq 'switch' ? 'False' : 'None')
    $Xml.WriteEndElement()
}

function Write-Types([System.Xml.XmlWriter] $Xml, [string] $Outer, [string] $Inner, [object[]] $Entry) {
    Write-Element $Xml $Outer {
        foreach ($one in $Entry) {
            Write-Element $Xml $Inner {
                Write-Element $Xml dev:type { Write-Text $Xml maml:name $one.Name }
                Write-Blocks $Xml maml:description $one.Text
            }
        }
    }
}

# Items of a list that follow each other are one paragraph of many lines, as code is.
function Write-Blocks([System.Xml.XmlWriter] $Xml, [string] $Element, [object[]] $Block) {
    Write-Element $Xml $Element {
        $items = [System.Collections.Generic.List[string]]::new()
        foreach ($one in $Block) {
            if ($one.Kind -eq 'item') {
                $items.Add($one.Text)
                continue
            }

            if ($items.Count) {
                Write-Text $Xml maml:para ($items -join "`n")
                $items.Clear()
            }

            Write-Text $Xml maml:para ($one.Kind -eq 'table' ? ((Format-HelpTable $one.Text 76) -join "`n") : $one.Text)
        }

        if ($items.Count) {
            Write-Text $Xml maml:para ($items -join "`n")
        }
    }
}

function Start-Element([System.Xml.XmlWriter] $Xml, [string] $Name) {
    $prefix, $local = $Name -split ':', 2
    $space = @{ maml = $script:maml; command = $script:mamlCommand; dev = $script:mamlDev }[$prefix]
    $Xml.WriteStartElement($prefix, $local, $space)
}

function Write-Element([System.Xml.XmlWriter] $Xml, [string] $Name, [scriptblock] $Content) {
    Start-Element $Xml $Name
    . $Content
    $Xml.WriteEndElement()
}

function Write-Text([System.Xml.XmlWriter] $Xml, [string] $Name, [string] $Text) {
    Start-Element $Xml $Name
    $Xml.WriteString($Text)
    $Xml.WriteEndElement()
}
