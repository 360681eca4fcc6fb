using StoryVideo.Stories;

namespace StoryVideo.Core.Tests.Stories;

public sealed class DesignPathsTests
{
    private const string Older =
        """
        {"character_designs": [{"character_id": "mara", "character_model_sheet_image_path": "mara.png"}, {"character_id": "ben"}],
         "environment_designs": [{"environmentId": "pond", "environmentReferenceImagePath": "generated/pond.png"}]}
        """;

    [Fact]
    public void A_document_that_lacks_nothing_stays_to_the_byte()
    {
        const string Newer = """{ "character_designs" : [ { "character_id": "mara", "character_model_sheet_image_path": "new.png", "n": 1.50 } ] }""";

        Assert.Equal(Newer, DesignPaths.CarryOver(Newer, Older));
        Assert.Equal(Newer, DesignPaths.CarryOver(Newer, null));
        Assert.Equal(Newer, DesignPaths.CarryOver(Newer, "no JSON"));
    }

    [Fact]
    public void A_path_that_is_missing_is_carried_over_and_all_else_keeps_its_order_and_spelling()
    {
        const string Newer =
            """{"zeta":1.50,"characterDesigns":[{"characterId":" mara ","n":1e2,"text":"Zoé & <b>"},{"characterId":"new"}],"environment_designs":[{"environment_id":"pond"}]}""";

        string carried = DesignPaths.CarryOver(Newer, Older);

        Assert.Equal(
            """{"zeta":1.50,"characterDesigns":[{"characterId":" mara ","n":1e2,"text":"Zoé & <b>","character_model_sheet_image_path":"mara.png"},{"characterId":"new"}],"environment_designs":[{"environment_id":"pond","environment_reference_image_path":"generated/pond.png"}]}""",
            carried,
            ignoreCase: false);
    }
}
