using System.Globalization;
using System.Text.Json.Nodes;
using StoryVideo.FakeGemini.Faults;
using StoryVideo.FakeGemini.Generation;

namespace StoryVideo.FakeGemini.Endpoints;

/// <summary>
/// <c>GET /fake/state</c>, <c>POST /fake/scores?of=</c> and <c>POST /fake/faults?stage=&amp;name=&amp;times=</c>: for those who drive the program
/// from outside.
/// </summary>
internal sealed class AdminEndpoint(FakeGeminiServer server)
{
    // Not a fault of the wire: the clip is made, and kept back.
    private const string Withheld = "withheld";

    public Task StateAsync(HttpContext context)
    {
        JsonArray submissions = [];
        foreach (FakeOperation operation in server.Operations.All)
        {
            submissions.Add((JsonNode)new JsonObject
            {
                ["operation"] = operation.Submission.Operation,
                ["model"] = operation.Submission.Model,
                ["prompt"] = operation.Submission.Prompt,
                ["bodySha256"] = operation.Submission.BodySha256,
                ["at"] = operation.Submission.At,
                ["answered"] = operation.Answered,
                ["polls"] = operation.Polls,
                ["downloads"] = operation.Downloads,
            });
        }

        JsonObject state = new()
        {
            ["submissions"] = submissions,
            ["images"] = server.Images.All.Count,
            ["speeches"] = server.Speeches.All.Count,
            ["verdicts"] = server.Verdicts.All.Count,
            ["peakRunning"] = server.Operations.PeakRunning,
            ["requests"] = server.Requests.Count,
            ["keyLeaks"] = server.KeyLeaks.Count,
        };
        return new Answer(200, state.ToJsonString()).WriteAsync(context);
    }

    /// <summary><c>POST /fake/scores?of=0.5,0.9</c>: the scores of the checks from here on; the last goes on.</summary>
    public Task ScoresAsync(HttpContext context)
    {
        double[] scores = [.. context.Request.Query["of"].ToString().Split(',').Select(static s => double.Parse(s, CultureInfo.InvariantCulture))];
        int before = server.Verdicts.All.Count;
        server.ScoreOf = n => scores[Math.Min(n - before, scores.Length) - 1];
        return new Answer(200, "{}").WriteAsync(context);
    }

    public Task FaultAsync(HttpContext context)
    {
        IQueryCollection query = context.Request.Query;
        int times = int.TryParse(query["times"], CultureInfo.InvariantCulture, out int number) ? number : 1;
        if (query["name"] == Withheld)
        {
            GenerationResult withheld = new GenerationResult.Filtered(1, "This prompt was withheld. Support codes: 15236754");
            server.Operations.EndWith([.. Enumerable.Repeat(withheld, times)]);
            return new Answer(200, "{}").WriteAsync(context);
        }

        Fault? fault = NamedFaults.Find(query["name"].ToString());
        if (fault is null || !Enum.TryParse(query["stage"], ignoreCase: true, out Stage stage))
        {
            return GoogleAnswers
                .Invalid("Give a stage (model, submit, image, poll, download) and the name of a fault.")
                .WriteAsync(context);
        }

        server.Faults.Enqueue(stage, Enumerable.Repeat(fault, times).ToArray());
        return new Answer(200, "{}").WriteAsync(context);
    }
}
