using System.Globalization;
using System.Text;

namespace StoryVideo.Stories;

/// <summary>Turns a name into a folder name, as the existing system does: without accents, lower case, other signs as one hyphen.</summary>
public static class FolderName
{
    /// <summary>The folder name; <c>_</c> where nothing of the name is a letter or digit.</summary>
    public static string Of(string name)
    {
        StringBuilder folder = new(name.Length);
        foreach (char c in name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c))
            {
                folder.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && folder.Length > 0
                && folder[^1] != '-')
            {
                folder.Append('-');
            }
        }

        string result = folder.ToString().Trim('-');
        return result.Length == 0 ? "_" : result;
    }
}
