using System.Globalization;
using System.Text.Json;
using StoryVideo.Ledger;

namespace StoryVideo.Storage;

/// <summary>A row of <c>storyvideo_takes</c>.</summary>
internal sealed class TakeRow
{
    private const decimal MicrosPerDollar = 1_000_000m;

    public const string Columns =
        """
        take_id AS TakeId, story_id AS StoryId, asset_kind AS AssetKind, scenelet_id AS SceneletId, shot_index AS ShotIndex,
        design_id AS DesignId, state AS State, selected AS Selected, provider AS Provider, model AS Model,
        parameters AS Parameters, fingerprint AS Fingerprint, fingerprint_parts AS FingerprintParts,
        cost_micro_usd AS CostMicroUsd, price_date AS PriceDate, run_id AS RunId, owner AS Owner,
        operation_name AS OperationName, result_uri AS ResultUri, file_path AS FilePath, file_bytes AS FileBytes,
        file_sha256 AS FileSha256, error_code AS ErrorCode, error_message AS ErrorMessage, error_scope AS ErrorScope,
        created_at AS CreatedAt, updated_at AS UpdatedAt, sent_at AS SentAt, error_answer AS ErrorAnswer,
        billed_micro_usd AS BilledMicroUsd
        """;

    // Paid takes stay visible to those who only read a database that has not been brought up to date.
    private const int SendingSince = 3;
    private const int BillsSince = 4;

    /// <summary>The columns of a ledger of this version; what it does not have yet is null.</summary>
    public static string ColumnsOf(int version)
    {
        string[] missing =
        [
            .. version < SendingSince ? (string[])["sent_at", "error_answer"] : [],
            .. HasBills(version) ? (string[])[] : ["billed_micro_usd"],
        ];
        return missing.Aggregate(Columns, static (all, name) => all.Replace($"{name} AS", "NULL AS", StringComparison.Ordinal));
    }

    /// <summary>Whether a ledger of this version knows what providers charged.</summary>
    public static bool HasBills(int version) => version >= BillsSince;

    public string TakeId { get; init; } = "";

    public string StoryId { get; init; } = "";

    public string AssetKind { get; init; } = "";

    public string? SceneletId { get; init; }

    public int? ShotIndex { get; init; }

    public string? DesignId { get; init; }

    public string State { get; init; } = "";

    public int Selected { get; init; }

    public string Provider { get; init; } = "";

    public string Model { get; init; } = "";

    public string Parameters { get; init; } = "{}";

    public string Fingerprint { get; init; } = "";

    public string FingerprintParts { get; init; } = "{}";

    public long? CostMicroUsd { get; init; }

    public long? BilledMicroUsd { get; init; }

    public string? PriceDate { get; init; }

    public string RunId { get; init; } = "";

    public string Owner { get; init; } = "";

    public string? OperationName { get; init; }

    public string? ResultUri { get; init; }

    public string? FilePath { get; init; }

    public long? FileBytes { get; init; }

    public string? FileSha256 { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public string? ErrorScope { get; init; }

    public string? ErrorAnswer { get; init; }

    public string? SentAt { get; init; }

    public string CreatedAt { get; init; } = "";

    public string UpdatedAt { get; init; } = "";

    /// <summary>A price as whole millionths of a dollar, rounded up: a cap is never passed by a fraction.</summary>
    public static long? ToMicros(decimal? price) =>
        price is { } amount ? (long)decimal.Ceiling(amount * MicrosPerDollar) : null;

    /// <summary>A cap as whole millionths of a dollar, rounded down for the same reason.</summary>
    public static long? CapToMicros(decimal? cap) =>
        cap is { } amount ? (long)decimal.Floor(amount * MicrosPerDollar) : null;

    public static decimal? ToDollars(long? micros) => micros / MicrosPerDollar;

    public static string KindName(AssetKind kind) => kind switch
    {
        Ledger.AssetKind.KeyFrame => "key-frame",
        Ledger.AssetKind.ModelSheet => "model-sheet",
        Ledger.AssetKind.EnvironmentReference => "environment-reference",
        Ledger.AssetKind.Audio => "audio",
        Ledger.AssetKind.Check => "check",
        _ => "video",
    };

    public static string ToJson(IReadOnlyDictionary<string, string> parts) => JsonSerializer.Serialize(parts);

    private static Dictionary<string, string> FromJson(string parts) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(parts) ?? [];

    /// <exception cref="StoreException">Somebody else has written into the row.</exception>
    public Take ToTake()
    {
        try
        {
            return Read();
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new StoreException($"The row of take '{TakeId}' in storyvideo_takes cannot be read: {e.Message}", e);
        }
    }

    private Take Read() => new()
    {
        Id = TakeId,
        Asset = new AssetKey
        {
            StoryId = StoryId,
            Kind = Enum.Parse<AssetKind>(AssetKind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            SceneletId = SceneletId,
            ShotIndex = ShotIndex,
            DesignId = DesignId,
        },
        State = TakeStates.Parse(State),
        IsSelected = Selected != 0,
        Provider = Provider,
        Model = Model,
        Parameters = FromJson(Parameters),
        Fingerprint = Fingerprint,
        FingerprintParts = FromJson(FingerprintParts),
        CostUsd = ToDollars(CostMicroUsd),
        BilledUsd = ToDollars(BilledMicroUsd),
        PriceDate = PriceDate is null ? null : DateOnly.Parse(PriceDate, CultureInfo.InvariantCulture),
        RunId = RunId,
        Owner = Owner,
        OperationName = OperationName,
        ResultUri = ResultUri,
        File = FilePath is null ? null : new TakeFile(FilePath, FileBytes ?? 0, FileSha256 ?? ""),
        Error = ErrorCode is null ? null : new TakeError(
            ErrorCode, ErrorMessage ?? "", ErrorScope == "run" ? TakeErrorScope.Run : TakeErrorScope.Shot)
        {
            Answer = ErrorAnswer,
        },
        SentAt = SentAt is null ? null : StoreTime.Parse(SentAt),
        CreatedAt = StoreTime.Parse(CreatedAt),
        UpdatedAt = StoreTime.Parse(UpdatedAt),
    };
}
