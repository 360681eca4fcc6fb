using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using StoryVideo.Core.Tests.Support;
using StoryVideo.Prompting;
using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Prompting;

public sealed class PromptPropertyTests
{
    private static readonly string[] s_numbers = ["0", "-0", "1.0", "1e2", "1E-7", "12345678901234567890", "3.14159265358979323846"];
    private static readonly string[] s_texts =
        ["", " ", "a", "\"", "\\", "/", "\n\t\u0001\u007f\u0085", "é", "月", "🤖", "\u2028", "<&>'", "\u202e", "x:y", "\ufeff", "usage_notes", "{}"];

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public void Any_payload_comes_back_with_equal_values_in_equal_order() => Check(Payloads(3), static payload =>
    {
        JsonElement sent = PromptSections.Section(SampleStory.PromptOf(payload), "storyboard_payload");
        Assert.Equal(Spelt(JsonDocument.Parse(payload).RootElement), Spelt(sent));
    });

    [Fact]
    public void Any_design_comes_back_with_equal_values_in_equal_order() => Check(Payloads(3), static design =>
    {
        string visual = $$"""{ "global_aesthetic": { "visual_style": {{design}}, "master_color_palette": [{{design}}] }, "character_designs": [ { "character_id": "rhea", "x": {{design}} } ] }""";
        string prompt = SampleStory.PromptOf(SampleStory.Payload, visual);
        string expected = Spelt(JsonDocument.Parse(design).RootElement);
        Assert.Equal(expected, Spelt(PromptSections.Section(prompt, "global_aesthetic", "visual_style")));
        Assert.Equal(expected, Spelt(PromptSections.Section(prompt, "global_aesthetic", "master_color_palette")[0]));
        Assert.Equal(expected, Spelt(PromptSections.Section(prompt, "character_designs")[0].GetProperty("x")));
    });

    [Fact]
    public void Any_prompt_is_indented_as_the_platforms_own_writer_indents() => Check(Payloads(3), static payload =>
    {
        string sent = SampleStory.PromptOf(payload);
        Assert.Equal(Lines(JsonNode.Parse(sent)!.ToJsonString(s_indented)), Lines(sent));
    });

    [Fact]
    public void Any_compact_prompt_says_less_and_nothing_else() => Check(Payloads(3), static payload =>
    {
        ShotPromptBuilder prompts = SampleStory.Prompts();
        Storyboard storyboard = Storyboard.Parse(payload);
        AssetPrompt full = prompts.Build(storyboard);
        for (int limit = full.TokensEstimate; limit > 0; limit = (limit * 9 / 10) - 1)
        {
            AssetPrompt compact = prompts.BuildCompact(storyboard, limit);
            IsWithin(JsonDocument.Parse(compact.Text).RootElement, JsonDocument.Parse(full.Text).RootElement);
            Assert.True(compact.TokensEstimate <= limit || compact.Dropped.Contains("white space", StringComparer.Ordinal));
        }
    });

    [Fact]
    public void Any_order_and_repetition_of_ids_names_each_design_once_where_it_first_stands() => Check(
        Gen.Elements("rhea", "cosmo", "extra", " rhea", "cosmo\t", "").ListOf(),
        static ids =>
        {
            string prompt = SampleStory.PromptOf(SampleStory.Referring([.. ids], []));
            Assert.Equal(
                ids.Select(static id => id.Trim()).Where(static id => id.Length > 0).Distinct(StringComparer.Ordinal),
                PromptSections.Each(PromptSections.Section(prompt, "character_designs"), "character_id"),
                StringComparer.Ordinal);
        });

    private static void Check<T>(Gen<T> values, Action<T> holds) => Prop.ForAll(values.ToArbitrary(), value =>
    {
        holds(value);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    // Whole objects of random content, with the fields that prompts are made by and without.
    private static Gen<string> Payloads(int depth) =>
        from members in Members(depth)
        from referring in Gen.Elements("", "\"referencedDesigns\": { \"characters\": [\"rhea\"] }", "\"referencedDesigns\": null")
        select "{" + string.Join(", ", members.Append(referring).Where(static m => m.Length > 0)) + "}";

    private static Gen<IEnumerable<string>> Members(int depth) =>
        from names in Gen.Elements(s_texts).ListOf()
        from values in Gen.ListOf(Value(depth), 20)
        select names.Distinct(StringComparer.Ordinal).Zip(values, static (name, value) => $"{JsonSerializer.Serialize(name)}:{value}");

    private static Gen<string> Value(int depth)
    {
        Gen<string> plain = Gen.OneOf(
            Gen.Elements(s_numbers),
            Gen.Elements(s_texts).Select(static text => JsonSerializer.Serialize(text)),
            Gen.Elements("true", "false", "null", "[]", "{}"));
        return depth == 0
            ? plain
            : Gen.Frequency(
                (4, plain),
                (1, Members(depth - 1).Select(static members => "{" + string.Join(" ,", members) + "}")),
                (1, Gen.ListOf(Value(depth - 1), 3).Select(static items => "[" + string.Join(",\n", items) + "]")));
    }

    /// <summary>A value with order of keys and spelling of numbers, and without what does not matter.</summary>
    private static string Spelt(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject().Select(static p => $"{p.Name}={Spelt(p.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Spelt)) + "]",
        JsonValueKind.String => $"'{value.GetString()}'",
        _ => value.GetRawText(),
    };

    // The writer's escapes are its own; where its lines begin is what counts.
    private static string Lines(string text)
    {
        StringBuilder starts = new();
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.TrimStart(' ');
            starts.Append(line.Length - trimmed.Length).Append(trimmed.Length > 0 ? trimmed[0] : '-').Append(trimmed.Length > 0 ? trimmed[^1] : '-').Append('\n');
        }

        return starts.ToString();
    }

    private static void IsWithin(JsonElement part, JsonElement whole)
    {
        Assert.Equal(whole.ValueKind, part.ValueKind);
        switch (part.ValueKind)
        {
            case JsonValueKind.Object:
                string[] names = PromptSections.Names(part);
                Assert.Equal(PromptSections.Names(whole).Where(names.Contains), names, StringComparer.Ordinal);
                Assert.All(names, name => IsWithin(part.GetProperty(name), whole.GetProperty(name)));
                Assert.All(
                    whole.EnumerateObject().Where(p => !names.Contains(p.Name)),
                    static dropped => Assert.True(
                        dropped.Name == "usage_notes" || Spelt(dropped.Value) is "''" or "[]" or "{}" or "null", dropped.ToString()));
                break;
            case JsonValueKind.Array:
                Assert.Equal(whole.GetArrayLength(), part.GetArrayLength());
                Assert.All(part.EnumerateArray().Zip(whole.EnumerateArray()), static pair => IsWithin(pair.First, pair.Second));
                break;
            default:
                Assert.Equal(Spelt(whole), Spelt(part));
                break;
        }
    }
}
