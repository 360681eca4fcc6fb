using System.Text.RegularExpressions;

namespace StoryVideo.Providers.Rehearsal;

/// <summary>
/// Finds camera movements in free English text: a word that names one, and the directions by it ("pans slowly to the
/// left", "a leftward pan"). Movements that the text denies ("no pan or tilt") are dropped; the first of each axis
/// wins.
/// </summary>
internal sealed partial class CameraText
{
    private const int LongestText = 4000;

    /// <summary>
    /// How many words from its movement a direction may stand: "pans across the whole room to the left".
    /// </summary>
    private const int Reach = 9;

    private readonly string[] _words;

    private CameraText(string sentence) =>
        _words = Word().Matches(Apostrophe().Replace(sentence, ""))
            .Select(static m => m.Value.ToLowerInvariant())
            .ToArray();

    public static CameraMove Read(string? text)
    {
        CameraMove move = CameraMove.Hold;
        string read = text is { Length: > LongestText } ? text[..LongestText] : text ?? "";
        foreach (string sentence in SentenceEnd().Split(read))
        {
            move = Join(move, new CameraText(sentence).Read());
        }

        return move;
    }

    [GeneratedRegex(@"[.;:!?\r\n—–()]|\s-\s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex SentenceEnd();

    /// <summary>A word, or a comma; a hyphen parts words, so that "push-in" reads like "push in".</summary>
    [GeneratedRegex(@"\p{L}+|,", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Word();

    [GeneratedRegex("['’]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Apostrophe();

    private static CameraMove Join(CameraMove first, CameraMove second) => new(
        first.Pan != 0 ? first.Pan : second.Pan,
        first.Tilt != 0 ? first.Tilt : second.Tilt,
        first.Zoom != 0 ? first.Zoom : second.Zoom);

    private CameraMove Read()
    {
        CameraMove move = CameraMove.Hold;
        bool denied = false;
        for (int i = 0; i < _words.Length; i++)
        {
            denied = StaysDenied(i, denied);
            if (!denied && CameraVocabulary.Movements.TryGetValue(_words[i], out CameraWord? word) && IsMeant(i, word))
            {
                CameraMove directed = Join(DirectionsAfter(i, word), word.Of(DirectionBefore(i)));
                move = Join(move, !directed.IsHold ? directed : StartsAnother(i + 1) ? CameraMove.Hold : word.Bare);
            }
        }

        return move;
    }

    private bool StaysDenied(int index, bool denied)
    {
        string word = _words[index];
        bool opposed = (word, WordAt(index + 1)) is ("instead", "of") or ("rather", "than");
        return opposed
            || CameraVocabulary.Denials.Contains(word)
            || (denied && !CameraVocabulary.Turns.Contains(word) && (word != "," || IsList(index)));
    }

    /// <summary>"No pan, tilt or zoom" denies all three; "no pan, slow push in" only the first.</summary>
    private bool IsList(int comma) => _words.AsSpan(comma).ContainsAny("or", "nor");

    private bool IsMeant(int index, CameraWord word)
    {
        if (!word.NeedsCamera)
        {
            return !CameraVocabulary.Possessors.Contains(WordAt(index - 1));
        }

        int from = Math.Max(0, index - 3);
        return _words[from..index].Any(CameraVocabulary.Cameras.Contains);
    }

    private CameraMove DirectionsAfter(int index, CameraWord word)
    {
        CameraMove found = CameraMove.Hold;
        int end = Math.Min(_words.Length, index + 1 + Reach);
        for (int i = index + 1; i < end; i++)
        {
            if (_words[i] is "," || CameraVocabulary.Asides.Contains(_words[i]) || StartsAnother(i))
            {
                break;
            }

            if (IsDirection(i, index))
            {
                found = Join(found, word.Of(CameraVocabulary.Directions[_words[i]]));
            }
        }

        return found;
    }

    /// <summary>A direction behind it belongs to that word: "dolly track left", "pan and tilt up".</summary>
    private bool StartsAnother(int index) =>
        CameraVocabulary.Movements.TryGetValue(WordAt(index), out CameraWord? word) && !word.NeedsCamera;

    /// <summary>
    /// "From left to right" and "left to right" name where the movement starts first; "in" must stand close by.
    /// </summary>
    private bool IsDirection(int index, int movement) =>
        CameraVocabulary.Directions.ContainsKey(_words[index])
        && WordAt(index - 1) is not "from"
        && !(WordAt(index + 1) is "to" && CameraVocabulary.Directions.ContainsKey(WordAt(index + 2)))
        && (_words[index] is not ("in" or "into")
            || index == movement + 1
            || WordAt(index - 1).EndsWith("ly", StringComparison.Ordinal));

    private CameraMove DirectionBefore(int index)
    {
        string before = WordAt(index - 1);
        return before is not ("in" or "into" or "out")
            && CameraVocabulary.Directions.TryGetValue(before, out CameraMove move)
            ? move
            : CameraMove.Hold;
    }

    private string WordAt(int index) => index >= 0 && index < _words.Length ? _words[index] : "";
}
