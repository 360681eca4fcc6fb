using System.Text.RegularExpressions;

namespace StoryVideo.Core.Tests.Architecture;

/// <summary>The house has floors, and arrows only point down; the rooms of one floor do not know each other.</summary>
public sealed partial class FloorTests
{
    private const string Root = "StoryVideo.";

    private static readonly string[][] s_floors =
    [
        ["Stories", "Ledger", "Catalog", "Media"],
        ["Storage", "Importing", "Prompting", "References", "Providers", "Cutting"],
        ["Planning"],
        ["Tasks"],
    ];

    private static readonly string s_core = Path.Combine(TestPaths.Repository, "src", "StoryVideo.Core");

    public static TheoryData<string> Rooms => [.. s_floors.SelectMany(static f => f)];

    [Fact]
    public void Every_room_has_its_floor() => Assert.Equal(
        string.Join(' ', s_floors.SelectMany(static f => f).Order(StringComparer.Ordinal)),
        string.Join(' ', Files().Select(RoomOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_the_floors_below_it(string room)
    {
        string[] below = [.. s_floors.TakeWhile(f => !f.Contains(room, StringComparer.Ordinal)).SelectMany(static f => f), room];

        string[] trespasses =
        [
            .. Files().Where(f => RoomOf(f) == room)
                .SelectMany(f => RoomsKnownTo(f).Except(below, StringComparer.Ordinal).Select(r => $"{Path.GetFileName(f)} knows {r}")),
        ];

        Assert.Empty(trespasses);
    }

    [Theory]
    [InlineData("System.Management.Automation")]
    [InlineData("Console.")]
    [InlineData("Spectre.")]
    [InlineData("System.CommandLine")]
    public void The_engine_knows_neither_PowerShell_nor_consoles(string name) => Assert.Empty(
        Files().Where(f => CodeOf(f).Contains(name, StringComparison.Ordinal)).Select(Path.GetFileName));

    [Fact]
    public void Only_Storage_touches_a_database_and_only_Providers_touch_the_network()
    {
        Assert.Equal("Storage", RoomsThatSay(["Npgsql", "Microsoft.Data.Sqlite", "Dapper", "System.Data"]));
        Assert.Equal("Providers", RoomsThatSay(["HttpClient", "System.Net"]));
    }

    [Fact]
    public void A_file_holds_one_type_of_its_own_name_in_the_namespace_of_its_folder()
    {
        foreach (string file in Files())
        {
            string code = CodeOf(file);
            string[] types = [.. TypeDeclaration().Matches(code).Select(static m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
            Assert.True(types is [{ } only] && only == Path.GetFileName(file).Split('.')[0], $"{file} declares {string.Join(", ", types)}");

            string folder = Path.GetRelativePath(s_core, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            Assert.Contains($"namespace {Root}{folder};", code, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("using StoryVideo.Tasks;", "Tasks")]
    [InlineData("using Shot = StoryVideo.Stories.StoryShot;", "Stories")]
    [InlineData("global::StoryVideo.Storage.AssetFolder x;", "Storage")]
    [InlineData("Providers.Gemini.GeminiJson.Options;", "Providers")]
    [InlineData("plan.References.Select(x);", "")]
    [InlineData("// StoryVideo.Tasks is a comment", "")]
    [InlineData("/// a comment\nusing StoryVideo.Ledger;", "Ledger")]
    [InlineData("return \"see StoryVideo.Tasks\";", "")]
    public void The_scan_sees_what_code_names_and_not_what_texts_say(string line, string rooms) =>
        Assert.Equal(rooms, string.Join(' ', Known(Code(line))));

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(s_core, "*.cs", SearchOption.AllDirectories)
        .Where(static f => RoomOf(f) is not ("obj" or "bin"));

    private static string RoomOf(string file) => Path.GetRelativePath(s_core, file).Split(Path.DirectorySeparatorChar)[0];

    private static IEnumerable<string> RoomsKnownTo(string file) => Known(CodeOf(file));

    private static IEnumerable<string> Known(string code) =>
        RoomName().Matches(code).Select(static m => m.Groups["room"].Value).Distinct(StringComparer.Ordinal);

    private static string RoomsThatSay(string[] names) => string.Join(' ', Files()
        .Where(f => Array.Exists(names, n => CodeOf(f).Contains(n, StringComparison.Ordinal)))
        .Select(RoomOf)
        .Distinct(StringComparer.Ordinal));

    private static string CodeOf(string file) => Code(File.ReadAllText(file));

    private static string Code(string text) => CommentOrText().Replace(text, "");

    // By its full name, or from within the house by the room's alone.
    [GeneratedRegex(
        @"\bStoryVideo\.(?<room>[A-Z]\w*)|(?<![\w.])(?<room>Stories|Ledger|Catalog|Media|Storage|Importing|Prompting|References|Providers|Cutting|Planning|Tasks)\.[A-Z]",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex RoomName();

    // Raw texts, plain texts, comments. Holes of interpolated texts go with them: what they name is declared elsewhere.
    [GeneratedRegex("""(?s)"{3}.*?"{3}|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommentOrText();

    [GeneratedRegex(
        @"(?m)^(?:public |internal |sealed |static |abstract |partial |readonly |ref )*(?:class|struct|interface|enum|record(?: class| struct)?) (?<name>\w+)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex TypeDeclaration();
}
