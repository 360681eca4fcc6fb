using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using StoryVideo.Core.Tests.Ledger;
using StoryVideo.Core.Tests.Storage;
using StoryVideo.Core.Tests.Tasks;
using Xunit.Sdk;

namespace StoryVideo.Core.Tests.Reliability;

/// <summary>docs/reliability.md says what the suites hold, and nothing else.</summary>
public sealed partial class ReliabilityPageTests
{
    private const int FewestKills = 200;

    private static readonly (string What, Type[] Classes)[] s_suites =
    [
        ("faults of the provider, each through the whole path", [typeof(FaultSuite), typeof(GrokFaultSuite), typeof(ContentFaultSuite), typeof(ProviderTroubleTests)]),
        ("lost answers, and how they are settled", [typeof(LostAnswerTests), typeof(SqliteResolveTakeTests), typeof(PostgresResolveTakeTests)]),
        ("a film over a way on which every tenth call goes wrong", [typeof(TwentyShotTests)]),
        ("kills of the process", [typeof(CrashSuite), typeof(CrashWhileReplacingTests), typeof(CrashOfContentTests)]),
        ("breaks at every step, within a process", [
            typeof(SqliteBrokenRunTests), typeof(PostgresBrokenRunTests), typeof(SqliteBrokenFetchTests), typeof(PostgresBrokenFetchTests),
            typeof(SqliteBrokenEndingTests), typeof(PostgresBrokenEndingTests)]),
        ("what another run or process has left", [typeof(SqliteLeftBehindTakeTests), typeof(PostgresLeftBehindTakeTests)]),
        ("races of processes", [typeof(RaceSuite)]),
        ("the ledger, its caps and its commits", [
            typeof(SqliteTakeLedgerTests), typeof(PostgresTakeLedgerTests), typeof(SqliteCapTests), typeof(PostgresCapTests),
            typeof(SqliteSharedCommitTests), typeof(PostgresSharedCommitTests), typeof(CommitGroupTests),
            typeof(SqliteTakeHandoverTests), typeof(PostgresTakeHandoverTests)]),
        ("rate and quotas", [typeof(RateSuite), typeof(SqliteCapAndGateTests), typeof(PostgresCapAndGateTests)]),
        ("stopping", [typeof(StopTests), typeof(SqliteStoppingTests), typeof(PostgresStoppingTests)]),
        ("staleness", [typeof(StaleSuite)]),
        ("secrets", [typeof(SecretSuite)]),
        ("disks", [typeof(DiskSuite)]),
        ("costs and forecasts", [typeof(CostHistoryTests), typeof(SqliteReadCostsTests), typeof(PostgresReadCostsTests)]),
    ];

    [Fact]
    public void The_table_of_faults_is_that_of_the_fault_suite() => Holds(ReliabilityPage.Faults, FaultTable.Of(FaultSuite.All));

    [Fact]
    public void The_table_of_faults_of_speech_checks_and_images_is_that_of_their_suite() =>
        Holds(ReliabilityPage.ContentFaults, FaultTable.Of(ContentFaultSuite.All, "result"));

    [Fact]
    public void The_suites_have_as_many_cases_as_it_says() => Holds(
        ReliabilityPage.Suites,
        "\n| what is held | by | cases |\n|---|---|---:|\n"
        + string.Concat(s_suites.Select(static s =>
            $"| {s.What} | {string.Join(", ", s.Classes.Select(static c => $"`{c.Name}`"))} | {s.Classes.Sum(CasesOf)} |\n"))
        + "\n");

    [Fact]
    public void Its_figures_are_those_of_a_whole_run_of_the_crash_and_race_suites()
    {
        string figures = ReliabilityPage.Read(ReliabilityPage.Figures);

        Match crash = CrashFigure().Match(figures);
        Assert.True(crash.Success, figures);
        Assert.InRange(int.Parse(crash.Groups["kills"].Value, CultureInfo.InvariantCulture), FewestKills, int.MaxValue);
        Assert.Equal(crash.Groups["shots"].Value, crash.Groups["submissions"].Value);
        foreach (string race in (string[])["race for shots", "race for the last dollar"])
        {
            Assert.Contains(ReliabilityPage.Line($"{race}, Sqlite"), figures, StringComparison.Ordinal);
            Assert.Contains(ReliabilityPage.Line($"{race}, Postgres"), figures, StringComparison.Ordinal);
        }
    }

    private static void Holds(string part, string expected)
    {
        ReliabilityPage.Update(part, expected);
        Assert.True(
            ReliabilityPage.Read(part) == expected,
            $"docs/reliability.md says something else under '{part}'. Run this test once with STORYVIDEO_UPDATE_RELIABILITY=1, which writes it.");
    }

    private static int CasesOf(Type suite) => suite.GetMethods()
        .Where(static m => m.GetCustomAttribute<FactAttribute>() is not null)
        .Sum(static m => m.GetCustomAttributes<DataAttribute>().Select(d => d.GetData(m).Count()).DefaultIfEmpty(1).Sum());

    [GeneratedRegex(@"^- crash: (?<kills>\d+) kills, (?<submissions>\d+) submissions for (?<shots>\d+) shots;", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CrashFigure();
}
