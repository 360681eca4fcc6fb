using StoryVideo.Importing;

namespace StoryVideo.Core.Tests.Importing;

public sealed class BundleFilesTests
{
    [Fact]
    public async Task Files_below_generated_come_with_their_place_in_the_assets_folder()
    {
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        string sheet = disk.Add("42/visuals/characters/rhea/character-model-sheet.png", "png!");
        disk.Add("42/shots/s1/.hidden");
        disk.Add("generated/odd.png");
        StoryBundle bundle = await StoryBundle.OpenAsync(disk.Folder);
        BundleFile[] files = bundle.Files().ToArray();
        Assert.Equal(
            ["42/shots/s1/.hidden", "42/visuals/characters/rhea/character-model-sheet.png", "generated/odd.png"],
            files.Select(static f => f.Path.Value),
            StringComparer.Ordinal);
        Assert.Equal((sheet, 4L), (files[1].FullPath, files[1].Length));
        Assert.Equal(Path.Combine(disk.Folder, "generated"), bundle.GeneratedFolder);
    }

    [Fact]
    public async Task An_empty_file_is_a_warning_and_left_out()
    {
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        disk.Add("42/a.png", "");
        StoryBundle bundle = await StoryBundle.OpenAsync(disk.Folder);
        Assert.Equal("generated/42/a.png is empty and not imported.", Assert.Single(bundle.Warnings).ToString());
        Assert.Empty(bundle.Files());
    }

    [SkippableTheory]
    [InlineData("out.png", "../../outside.png", "is a link to a place outside the bundle")]
    [InlineData("out.png", "/etc/hostname", "is a link to a place outside the bundle")]
    [InlineData("folder", "/etc", "is a link to a place outside the bundle")]
    [InlineData("lost.png", "nowhere.png", "is a link that leads nowhere")]
    [InlineData("self.png", "self.png", "is a link that leads nowhere")]
    [InlineData("circle", ".", "is a link to a folder that it lies in")]
    [InlineData("detour.png", "../elsewhere/hostname", "is a link to a place outside the bundle")]
    public async Task A_link_that_leads_astray_is_a_problem(string name, string target, string message)
    {
        Skip.If(OperatingSystem.IsWindows(), "Symbolic links need a privilege on Windows.");
        using BundleOnDisk outer = new("{}");
        string folder = Path.Combine(outer.Folder, "bundle");
        Directory.CreateDirectory(Path.Combine(folder, "generated"));
        await File.WriteAllTextAsync(Path.Combine(folder, "story.json"), BundleOnDisk.Good);
        await File.WriteAllTextAsync(Path.Combine(outer.Folder, "outside.png"), "x");
        Directory.CreateSymbolicLink(Path.Combine(folder, "elsewhere"), "/etc");
        File.CreateSymbolicLink(Path.Combine(folder, "generated", name), target);
        ImportException e = await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(folder));
        Assert.Equal($"generated/{name} {message}.", Assert.Single(e.Problems).ToString());
    }

    [SkippableFact]
    public async Task A_link_inside_the_bundle_is_followed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Symbolic links need a privilege on Windows.");
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        disk.Add("42/a.png", "abc");
        File.CreateSymbolicLink(Path.Combine(disk.Folder, "generated", "b.png"), "42/a.png");
        Directory.CreateSymbolicLink(Path.Combine(disk.Folder, "generated", "43"), "42");
        string link = disk.Folder + "-link";
        Directory.CreateSymbolicLink(link, disk.Folder);
        try
        {
            StoryBundle bundle = await StoryBundle.OpenAsync(link);
            Assert.Equal(
                ["42/a.png", "43/a.png", "b.png"],
                bundle.Files().Select(static f => f.Path.Value),
                StringComparer.Ordinal);
            Assert.All(bundle.Files(), static f => Assert.Equal(3, f.Length));
        }
        finally
        {
            Directory.Delete(link);
        }
    }

    [SkippableTheory]
    [InlineData("a:b.png")]
    [InlineData("a\\b.png")]
    [InlineData("a\tb.png")]
    [InlineData("a.png ")]
    public async Task A_name_that_other_systems_cannot_store_is_a_problem(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows does not let such a file exist.");
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        disk.Add(name);
        ImportException e = await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(disk.Folder));
        Assert.Equal($"generated/{name}", Assert.Single(e.Problems).JsonPath);
    }

    [Fact]
    public async Task Generated_must_be_a_folder()
    {
        using BundleOnDisk disk = new(BundleOnDisk.Good);
        await File.WriteAllTextAsync(Path.Combine(disk.Folder, "generated"), "x");
        ImportException e = await Assert.ThrowsAsync<ImportException>(() => StoryBundle.OpenAsync(disk.Folder));
        Assert.Equal("generated must be a folder.", Assert.Single(e.Problems).ToString());
    }
}
