using System.Text;
using StoryVideo.Importing;

namespace StoryVideo.Core.Tests.Importing;

public sealed class MalformedBundleTests
{
    private const string Sheet = "\"42/visuals/characters/rhea/character-model-sheet.png\"";

    [Theory]
    [InlineData("\"storyId\": \"42\",", "", "$.storyId", "is missing")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": 42", "$.storyId", "must be a text, not a number")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": null", "$.storyId", "must be a text, not null")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": \"  \"", "$.storyId", "is empty")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": \"..\"", "$.storyId", "must not be a relative folder")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": \"a/b\"", "$.storyId", "must not have slashes")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": \"a\\\\b\"", "$.storyId", "must not have slashes")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": \"C:\"", "$.storyId", "must not have slashes")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": \"a\\u0007\"", "$.storyId", "must not have slashes")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": \"42 \"", "$.storyId", "must not begin or end with a space")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": \".42\"", "$.storyId", "must not begin or end with a space")]
    [InlineData("\"displayName\": \"The Lighthouse\",", "", "$.displayName", "is missing")]
    [InlineData("\"The Lighthouse\"", "\"\"", "$.displayName", "is empty")]
    [InlineData("\"The Lighthouse\"", "\"The\\u001b[2J\"", "$.displayName", "control characters")]
    [InlineData("\"visualDesignDocument\"", "\"visualDesignDocuments\"", "$.visualDesignDocument", "is missing")]
    [InlineData("\"character_designs\": [", "\"character_designs\": 3, \"x\": [", "$.visualDesignDocument.character_designs", "must be an array")]
    [InlineData("\"character_designs\": [", "\"character_designs\": [ 7,", "$.visualDesignDocument.character_designs[0]", "must be an object")]
    [InlineData(Sheet, "\"../../etc/x.png\"", "$.visualDesignDocument.character_designs[0].character_model_sheet_image_path", "it leaves the assets folder")]
    [InlineData(Sheet, "\"https://x/y.png\"", "$.visualDesignDocument.character_designs[0].character_model_sheet_image_path", "it is not a plain relative path")]
    [InlineData(Sheet, "5", "$.visualDesignDocument.character_designs[0].character_model_sheet_image_path", "must be a text")]
    [InlineData("\"environment_reference_image_path\": \"\"", "\"environmentReferenceImagePath\": \"..\\\\x\"", "$.visualDesignDocument.environment_designs[0].environmentReferenceImagePath", "it leaves the assets folder")]
    [InlineData("{ \"sonic_identity\": {} }", "[]", "$.audioDesignDocument", "must be an object, not an array")]
    [InlineData("{ \"sonic_identity\": {} }", "\"{\\\"a\\\":\"", "$.audioDesignDocument", "is a text, and the document in it is not valid JSON")]
    [InlineData("{ \"sonic_identity\": {} }", "\"7\"", "$.audioDesignDocument", "must be an object, not a number")]
    [InlineData("[ { \"id\": \"s1\", \"label\": \"Arrival\" }, { \"id\": \"s2\" } ]", "{}", "$.scenelets", "must be an array, not an object")]
    [InlineData("{ \"id\": \"s2\" }", "{ \"id\": 2 }", "$.scenelets[1].id", "must be a text, not a number")]
    [InlineData("{ \"id\": \"s2\" }", "{}", "$.scenelets[1].id", "is missing")]
    [InlineData("{ \"id\": \"s2\" }", "\"s2\"", "$.scenelets[1]", "must be an object, not a text")]
    [InlineData("{ \"id\": \"s2\" }", "{ \"id\": \"s2\" }, { \"id\": \"s2\" }", "$.scenelets[2].id", "is the same as $.scenelets[1].id")]
    [InlineData("\"sceneletId\": \"s2\"", "\"sceneletId\": \" \"", "$.shots[2].sceneletId", "is empty")]
    [InlineData("\"sceneletId\": \"s2\",", "", "$.shots[2].sceneletId", "is missing")]
    [InlineData("\"sceneletId\": \"s2\"", "\"sceneletId\": \"s2\", \"sceneletSequence\": 0", "$.shots[2].sceneletSequence", "must be a whole number from 1 to 2147483647, not 0")]
    [InlineData("\"shotIndex\": 2", "\"shotIndex\": 0", "$.shots[1].shotIndex", "not 0")]
    [InlineData("\"shotIndex\": 2", "\"shotIndex\": -1", "$.shots[1].shotIndex", "not -1")]
    [InlineData("\"shotIndex\": 2", "\"shotIndex\": 2.5", "$.shots[1].shotIndex", "not 2.5")]
    [InlineData("\"shotIndex\": 2", "\"shotIndex\": 2147483648", "$.shots[1].shotIndex", "not 2147483648")]
    [InlineData("\"shotIndex\": 2", "\"shotIndex\": \"2\"", "$.shots[1].shotIndex", "not a text")]
    [InlineData("\"shotIndex\": 2", "\"shotIndex\": null", "$.shots[1].shotIndex", "not null")]
    [InlineData("\"shotIndex\": 2,", "", "$.shots[1].shotIndex", "is missing")]
    [InlineData("\"shotIndex\": 2", "\"shotIndex\": 1", "$.shots[1]", "is shot s1#1 again, which $.shots[0] is already")]
    [InlineData("{ \"framing\": \"wide\" }", "\"wide\"", "$.shots[0].storyboardPayload", "must be an object, not a text")]
    [InlineData("{ \"framing\": \"wide\" }", "null", "$.shots[0].storyboardPayload", "must be an object, not null")]
    [InlineData("{ \"framing\": \"wide\" }", "{ \"a\": { \"b\": 1, \"b\": 2 } }", "$.shots[0].storyboardPayload.a.b", "appears twice in its object")]
    [InlineData("{ \"framing\": \"wide\" }", "{ \"a\": [ { \"b\": 1, \"\\u0062\": 2 } ] }", "$.shots[0].storyboardPayload.a[0].b", "appears twice in its object")]
    [InlineData("{ \"framing\": \"wide\" }", "{ \"a b\": [ \"\\ud83e\" ] }", "$.shots[0].storyboardPayload['a b'][0]", "half of a surrogate pair")]
    [InlineData("{ \"framing\": \"wide\" }", "{ \"a\": \"x\\u0000\" }", "$.shots[0].storyboardPayload.a", "has a NUL character")]
    [InlineData("{ \"framing\": \"wide\" }", "{ \"\\udead\": 1 }", "$.shots[0].storyboardPayload['?']", "has a name that is not valid Unicode text")]
    [InlineData("{ \"framing\": \"wide\" }", "{ \"a\": 1e999 }", "$.shots[0].storyboardPayload.a", "is a number out of range")]
    [InlineData("\"42/shots/s1/shot-1_key_frame.png\"", "\"/generated/../../x\"", "$.shots[0].keyFrameImagePath", "it leaves the assets folder")]
    [InlineData("\"42/shots/s1/shot-1_key_frame.png\"", "\"N/A:\"", "$.shots[0].keyFrameImagePath", "it is not a plain relative path")]
    [InlineData("\"42/shots/s1/shot-1_key_frame.png\"", "{}", "$.shots[0].keyFrameImagePath", "must be a text, not an object")]
    [InlineData("\"N/A\"", "\"../a.mp3\"", "$.shots[1].audioFilePath", "it leaves the assets folder")]
    [InlineData("\"generated/42/shots/s1/shot-2.mp4\"", "\"generated/\"", "$.shots[1].videoFilePath", "it is empty")]
    [InlineData("\"shots\": [", "\"shots\": [ 7,", "$.shots[0]", "must be an object, not a number")]
    [InlineData("\"shots\": [", "\"shots\": {}, \"more\": [", "$.shots", "must be an array, not an object")]
    [InlineData("\"shots\": [", "\"shots\": null, \"more\": [", "$.shots", "must be an array, not null")]
    [InlineData("\"shots\": [", "\"mehr\": [", "$.shots", "is missing")]
    [InlineData("\"displayName\"", "\"storyId\": \"43\", \"displayName\"", "$.storyId", "appears twice in its object")]
    [InlineData("\"shots\": [", "\"shots\": [], \"shots\": [", "$.shots", "appears twice in its object")]
    public async Task A_wrong_value_is_the_only_problem_and_named_by_its_path(string good, string bad, string path, string message)
    {
        IReadOnlyList<ImportProblem> problems = await BundleOnDisk.ProblemsAsync(BundleOnDisk.With(good, bad));
        ImportProblem problem = Assert.Single(problems);
        Assert.Equal(path, problem.JsonPath);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"framing\": \"wide\"", "\"framing\": wide", "$.shots[0].storyboardPayload.framing", "is not valid JSON at line 10, byte")]
    [InlineData("\"framing\": \"wide\"", "\"framing\": \"wide\",", "$.shots[0].storyboardPayload.framing", "trailing comma")]
    [InlineData("\"shots\": [", "\"shots\": [ /* first */", "$.shots[0]", "is not valid JSON at line 9")]
    [InlineData("\"storyId\": \"42\",", "\"storyId\": \"42\", // mine", "$", "is not valid JSON at line 2")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": 'x'", "$.storyId", "is not valid JSON")]
    [InlineData("\"storyId\": \"42\"", "\"storyId\": NaN", "$.storyId", "is not valid JSON")]
    public async Task Bad_grammar_is_named_by_path_line_and_byte(string good, string bad, string path, string message)
    {
        IReadOnlyList<ImportProblem> problems = await BundleOnDisk.ProblemsAsync(BundleOnDisk.With(good, bad));
        ImportProblem problem = Assert.Single(problems);
        Assert.Equal(path, problem.JsonPath);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "$", "is empty")]
    [InlineData(" \n ", "$", "is empty")]
    [InlineData("[]", "$", "must be an object, not an array")]
    [InlineData("\"story\"", "$", "must be an object, not a text")]
    [InlineData("{} {}", "$", "is not valid JSON at line 1, byte 4")]
    [InlineData("{}x", "$", "is not valid JSON at line 1, byte 3")]
    [InlineData("{ \"shots\": [ { \"sceneletId\": \"s1\", \"storyboardPayload\": { \"a\": [ 1, \"x", "$.shots[0].storyboardPayload.a[0]", "is cut off: the file ends in it, after 70 bytes")]
    [InlineData("{ \"storyId\": \"42", "$.storyId", "is cut off: the file ends in it, after 16 bytes")]
    public async Task What_is_no_story_at_all_is_one_problem(string json, string path, string message)
    {
        ImportProblem problem = Assert.Single(await BundleOnDisk.ProblemsAsync(json));
        Assert.Equal(path, problem.JsonPath);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_is_listed_at_once_in_the_order_of_the_file()
    {
        IReadOnlyList<ImportProblem> problems = await BundleOnDisk.ProblemsAsync("""
            { "storyId": 7, "displayName": "D", "visualDesignDocument": [],
              "scenelets": [ { "id": "s1" } ],
              "shots": [
                { "sceneletId": "s1", "shotIndex": 0, "storyboardPayload": 1, "videoFilePath": "../a" },
                { "sceneletId": "s2", "shotIndex": 1, "storyboardPayload": {} },
                { "sceneletId": "s1", "shotIndex": 3, "storyboardPayload": {} },
                { "sceneletId": "s1", "shotIndex": 3, "storyboardPayload": { "x": 1, "x": 1 } } ] }
            """);
        Assert.Equal(
            [
                "$.storyId", "$.visualDesignDocument", "$.shots[0].shotIndex", "$.shots[0].storyboardPayload",
                "$.shots[0].videoFilePath", "$.shots[3].storyboardPayload.x", "$.shots[3]", "$.shots[1].sceneletId",
            ],
            problems.Select(static p => p.JsonPath),
            StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_was_wrong_before_a_file_breaks_off_is_listed_too()
    {
        string text = BundleOnDisk.With("\"shotIndex\": 1, \"storyboardPayload\": { \"framing", "\"shotIndex\": -1, \"storyboardPayload\": { \"framing");
        IReadOnlyList<ImportProblem> problems = await BundleOnDisk.ProblemsAsync(text[..text.LastIndexOf("null", StringComparison.Ordinal)]);
        Assert.Equal(["$.shots[0].shotIndex", "$.shots[2].audioFilePath"], problems.Select(static p => p.JsonPath), StringComparer.Ordinal);
        Assert.Contains("is cut off", problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invalid_UTF8_is_named_by_its_path()
    {
        byte[] json = Encoding.UTF8.GetBytes(BundleOnDisk.Good);
        json[BundleOnDisk.Good.IndexOf("wide", StringComparison.Ordinal)] = 0xFF;
        using BundleOnDisk disk = new(json);
        ImportException e = await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(disk.Folder));
        Assert.Equal("$.shots[0].storyboardPayload.framing is not valid UTF-8.", Assert.Single(e.Problems).ToString());
    }

    [Fact]
    public async Task UTF16_is_named_as_such()
    {
        using BundleOnDisk disk = new([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(BundleOnDisk.Good)]);
        ImportException e = await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(disk.Folder));
        Assert.Contains("UTF-16", Assert.Single(e.Problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(61, null)]
    [InlineData(62, "is nested more than 64 levels deep")]
    [InlineData(505, "is nested more than 64 levels deep")]
    [InlineData(600, "is not valid JSON")]
    [InlineData(200_000, "is not valid JSON")]
    public async Task Nesting_has_an_end(int depth, string? message)
    {
        string nested = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
        string text = BundleOnDisk.With("{ \"framing\": \"wide\" }", nested);
        if (message is null)
        {
            Assert.Equal(nested, (await BundleOnDisk.ShotsAsync(text))[0].StoryboardPayload);
            return;
        }

        ImportProblem problem = Assert.Single(await BundleOnDisk.ProblemsAsync(text));
        Assert.StartsWith("$.shots[0].storyboardPayload.a", problem.JsonPath, StringComparison.Ordinal);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_inside_a_text_is_checked_like_any_other()
    {
        string document = """{"characterDesigns":[{"characterModelSheetImagePath":"../x","a":{"b":1,"b":1}}]}""";
        string text = document.Replace("\"", "\\\"", StringComparison.Ordinal);
        IReadOnlyList<ImportProblem> problems = await BundleOnDisk.ProblemsAsync(
            $$"""{"storyId":"x","displayName":"D","visualDesignDocument":"{{text}}","shots":[]}""");
        Assert.Equal(
            [
                "$.visualDesignDocument.characterDesigns[0].a.b",
                "$.visualDesignDocument.characterDesigns[0].characterModelSheetImagePath",
            ],
            problems.Select(static p => p.JsonPath),
            StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "does not exist")]
    [InlineData("empty", "is a folder without story.json")]
    [InlineData("", "needs the path of a folder or file")]
    public async Task A_path_without_a_story_is_refused(string name, string message)
    {
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        Directory.CreateDirectory(Path.Combine(disk.Folder, "empty"));
        string path = name.Length == 0 ? "" : Path.Combine(disk.Folder, name);
        ImportException e = await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(path));
        Assert.Contains(message, Assert.Single(e.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_problems_is_counted_and_not_kept()
    {
        string shots = string.Join(',', Enumerable.Repeat("7", 12_000));
        IReadOnlyList<ImportProblem> problems = await BundleOnDisk.ProblemsAsync(
            $$"""{"storyId":"x","displayName":"D","visualDesignDocument":{},"shots":[{{shots}}]}""");
        Assert.Equal(10_001, problems.Count);
        Assert.Contains("2000 more problems", problems[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_of_the_exception_lists_problems_and_the_warnings_that_explain_them()
    {
        using BundleOnDisk disk = new(BundleOnDisk.With("\"storyId\"", "\"story_id\""));
        ImportException e = await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(disk.Folder));
        Assert.Contains("one problem", e.Message, StringComparison.Ordinal);
        Assert.Contains("  $.storyId is missing.", e.Message, StringComparison.Ordinal);
        Assert.Contains("(warning) $.story_id is not known and not imported; did you mean storyId?", e.Message, StringComparison.Ordinal);
    }
}
